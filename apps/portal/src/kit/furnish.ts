import assets from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FormGuard } from './form-guard.js';
import { SENTENCE_OF, type SentenceOf } from './form-state.js';
import { PageFilter } from './page.filter.js';
import { PORTAL_SETTINGS, type PortalSettings } from './settings.js';
import { Unread } from './unread.js';
import { Views } from './views.js';

/** Fits a portal application out: the style sheet, the guard before forms and the pages for every "no". */
export async function furnishPortal(app: NestFastifyApplication): Promise<void> {
  const settings = app.get<PortalSettings>(PORTAL_SETTINGS);
  await app.register(assets, {
    root: settings.assetsDirectory,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  app.useGlobalGuards(app.get(FormGuard));
  app.useGlobalInterceptors(app.get(Unread));
  app.useGlobalFilters(new PageFilter(app.get(Views), app.get<SentenceOf>(SENTENCE_OF)));
}
