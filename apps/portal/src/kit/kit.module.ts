import { Global, Module } from '@nestjs/common';
import { addRefusals, Config, sentence } from '#platform';
import { commonMessages, commonRefusals } from './common.messages.js';
import { FormGuard } from './form-guard.js';
import { SENTENCE_OF } from './form-state.js';
import { Forms } from './forms.js';
import { registerMessages } from './messages.js';
import { PORTAL_SETTINGS, settingsFrom } from './settings.js';
import { StoryPages } from './story.page.js';
import { TodoSources } from './todo.js';
import { Unread } from './unread.js';
import { Views } from './views.js';
import { WorkspaceLinks } from './workspace.links.js';
import { WorkspacePages } from './workspace.page.js';

registerMessages(commonMessages);
addRefusals(commonRefusals);

/** What every page stands on. Global: rooms need not name it. */
@Global()
@Module({
  controllers: [WorkspacePages, StoryPages],
  providers: [
    {
      provide: PORTAL_SETTINGS,
      inject: [Config],
      useFactory: (config: Config) => settingsFrom(config, process.env),
    },
    { provide: SENTENCE_OF, useValue: sentence },
    Views,
    Forms,
    FormGuard,
    TodoSources,
    Unread,
    WorkspaceLinks,
  ],
  exports: [PORTAL_SETTINGS, SENTENCE_OF, Views, Forms, FormGuard, TodoSources, Unread, WorkspaceLinks],
})
export class KitModule {}
