import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { rememberCare } from './care.js';
import type { FormState } from './form-state.js';
import { hasMessage, type Said, tell } from './messages.js';
import { type PageContext, pageContext, type PageReply, type PageRequest } from './page-context.js';
import { pageHeaders } from './page-headers.js';
import { switches } from './page-switches.js';
import { PORTAL_SETTINGS, type PortalSettings } from './settings.js';
import { loadTemplates, type Render } from './templates.js';
import { areasOf } from './workspace.links.js';

export interface PageOptions {
  readonly title: Said;
  /** Otherwise that of the form shown, otherwise 200. */
  readonly status?: number;
  /** Where the reader came from: a way back, or the path from the home page. One of them. */
  readonly back?: Step;
  readonly crumbs?: readonly Step[];
  /** The entry of the service navigation this page stands under. */
  readonly nav?: 'notices' | 'projects' | 'organizations' | 'money' | 'open-data';
  /** The same content in other formats. */
  readonly alternates?: readonly { readonly type: string; readonly href: string }[];
  /** What runs in the reader's browser, by its name in apps/portal/browser; most pages need nothing. */
  readonly scripts?: readonly string[];
}

export interface Step {
  readonly href: string;
  readonly title: Said;
}

/** Shows pages: a template, what it is filled with, the layout around it. */
@Injectable()
export class Views {
  private loaded: ReadonlyMap<string, Render>;
  private readonly sheet: string;
  private readonly scripts: Readonly<Record<string, Script>>;

  constructor(@Inject(PORTAL_SETTINGS) private readonly settings: PortalSettings) {
    this.loaded = loadTemplates(settings.templatesDirectory);
    this.sheet = `/assets/qiyue.css?v=${digest(join(settings.assetsDirectory, 'qiyue.css'))}`;
    this.scripts = knownScripts(join(settings.assetsDirectory, 'scripts.json'));
  }

  /** Renders `template` (path below src, without `.hbs`) and sends it. */
  page(request: PageRequest, reply: PageReply, template: string, data: object, options: PageOptions): void {
    const page = pageContext(request, new Date(), this.settings);
    const form = (data as { form?: FormState }).form;
    rememberCare(request, reply);
    void reply
      .status(options.status ?? form?.status ?? 200)
      .headers(pageHeaders(page))
      .send(this.render(template, data, options, page));
  }

  /** The whole document as text: what `page` sends. */
  render(template: string, data: object, options: PageOptions, page: PageContext): string {
    const form = (data as { form?: FormState }).form;
    const title = tell(page.lang, options.title);
    const layout = this.template('layout/page');
    return layout({
      page,
      switches: switches(page),
      areas: areasOf(page.actor?.roles ?? []),
      area: page.path.split('/')[1],
      form,
      title,
      back: options.back,
      crumbs: options.crumbs,
      nav: options.nav,
      alternates: options.alternates,
      done: doneMessage(page),
      sheet: this.sheet,
      scripts: (options.scripts ?? []).flatMap((name) => this.scripts[name] ?? []),
      footer: this.settings.footer,
      template: this.known(template),
      view: { ...data, page, title },
    });
  }

  private template(name: string): Render {
    if (this.settings.reload) this.loaded = loadTemplates(this.settings.templatesDirectory);
    return this.loaded.get(this.known(name)) as Render;
  }

  private known(name: string): string {
    if (!this.loaded.has(name)) throw new Error(`no template "${name}"`);
    return name;
  }
}

/** After a form was done, `?done=saved` says so: the sentence `done.saved`. */
function doneMessage(page: PageContext): Said | undefined {
  const key = `done.${new URLSearchParams(page.query).get('done')}`;
  return hasMessage(key) ? { key } : undefined;
}

/** A script as built: its file below /assets/ and the digest the browser must find. */
interface Script {
  readonly file: string;
  readonly integrity: string;
}

function knownScripts(file: string): Readonly<Record<string, Script>> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Script>) : {};
}

function digest(file: string): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12) : '0';
}
