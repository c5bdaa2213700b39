import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import { definitionOf } from './sheet-layout.gateway.js';
import type { Sheet } from './sheet.rules.js';

const fonts = { normal: 'NotoSansSC_400Regular.ttf', bold: 'NotoSansSC_600SemiBold.ttf' } as const;
let ready = false;

/** Draws a sheet here and now. Fonts are embedded as far as they are used; nothing is fetched, no other file is read. */
export function drawn(sheet: Sheet): Promise<Buffer> {
  prepare();
  return pdfmake.createPdf(definitionOf(sheet)).getBuffer();
}

function prepare(): void {
  if (ready) return;
  const [normal, bold] = [fontFile(fonts.normal), fontFile(fonts.bold)];
  pdfmake.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
  ready = true;
}

/** In an installation beside the built code; while developing in the package they come from. */
function fontFile(name: string): string {
  const root = process.env.QIYUE_ROOT ?? process.cwd();
  const built = join(root, 'dist/libs/documents/fonts', name);
  if (existsSync(built)) return built;
  const weight = /_(\w+)\.ttf$/.exec(name)![1]!;
  return createRequire(join(root, 'package.json')).resolve(`@expo-google-fonts/noto-sans-sc/${weight}/${name}`);
}
