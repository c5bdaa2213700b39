import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { absent } from '#kernel';
import { registerMessages } from './messages.js';
import type { PageReply, PageRequest } from './page-context.js';
import { PORTAL_SETTINGS, type PortalSettings } from './settings.js';
import { storyData } from './story.data.js';
import { storyForm } from './story.form.js';
import { storyMessages } from './story.messages.js';
import { Views } from './views.js';

registerMessages(storyMessages);

/** Every component in its states, for eyes and for the checks of layout and access. Sandbox only. */
@Controller('dev/components')
export class StoryPages {
  constructor(
    private readonly views: Views,
    @Inject(PORTAL_SETTINGS) private readonly settings: PortalSettings,
  ) {}

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply): void {
    if (!this.settings.sandbox) throw absent('page');
    const data = { ...storyData(new Date()), form: storyForm };
    this.views.page(request, reply, 'kit/story', data, {
      status: 200,
      title: { key: 'story.title' },
      nav: 'projects',
      crumbs: [{ href: '/projects', title: { key: 'nav.projects' } }],
    });
  }
}
