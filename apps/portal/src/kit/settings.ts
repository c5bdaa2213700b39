import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#platform';

/** What the portal is told from outside; every line of the footer is left out when empty. */
export interface PortalSettings {
  /** Sandbox: a banner on every page, and the stories under /dev/components. */
  readonly sandbox: boolean;
  /** Reads templates again at each page. */
  readonly reload: boolean;
  /** "https://qiyue.example.gov.cn": the one origin forms may come from. */
  readonly origin: string;
  readonly templatesDirectory: string;
  readonly assetsDirectory: string;
  readonly footer: FooterSettings;
}

/** 主办单位, 承办单位, 网站标识码, ICP备案, 公安备案, 联系电话. */
export interface FooterSettings {
  readonly host: string;
  readonly operator: string;
  readonly siteCode: string;
  readonly icp: string;
  readonly police: string;
  readonly phone: string;
}

export const PORTAL_SETTINGS = Symbol('PORTAL_SETTINGS');

export function settingsFrom(config: Pick<Config, 'sandbox' | 'publicUrl'>, environment: NodeJS.ProcessEnv): PortalSettings {
  const root = environment.QIYUE_ROOT ?? process.cwd();
  const footer = (name: string): string => environment[`QIYUE_FOOTER_${name}`] ?? '';
  return {
    sandbox: config.sandbox,
    reload: environment.NODE_ENV === 'development',
    origin: config.publicUrl,
    templatesDirectory: firstThere(join(root, 'dist/apps/portal/src'), join(root, 'apps/portal/src')),
    assetsDirectory: join(root, 'dist/apps/portal/assets'),
    footer: {
      host: footer('HOST'),
      operator: footer('OPERATOR'),
      siteCode: footer('SITE_CODE'),
      icp: footer('ICP'),
      police: footer('POLICE'),
      phone: footer('PHONE'),
    },
  };
}

function firstThere(built: string, source: string): string {
  return existsSync(join(built, 'layout/page.hbs')) ? built : source;
}
