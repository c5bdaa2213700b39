// Builds everything into dist/: TypeScript by swc, the stylesheet by sass, what runs in browsers by esbuild, templates and
// data as they are.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);

const swc = join(dirname(require.resolve('@swc/cli/package.json')), 'bin/swc.js');
execFileSync(process.execPath, [swc, 'apps', 'libs', 'migrations', '-d', 'dist', '--quiet', '--ignore', 'apps/portal/browser/**'], {
  cwd: root,
  stdio: 'inherit',
});

for (const top of ['apps', 'libs'])
  for (const file of readdirSync(join(root, top), { recursive: true }))
    if (/\.(hbs|json|csv|sql|svg|png|ico|woff2|xsd)$/.test(file) && !/node_modules/.test(file)) {
      mkdirSync(dirname(join(root, 'dist', top, file)), { recursive: true });
      cpSync(join(root, top, file), join(root, 'dist', top, file));
    }

const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
for (const file of ['400Regular/NotoSansSC_400Regular.ttf', '600SemiBold/NotoSansSC_600SemiBold.ttf', 'LICENSE_FONT']) {
  const to = join(root, 'dist/libs/documents/fonts', basename(file));
  mkdirSync(dirname(to), { recursive: true });
  if (!existsSync(to)) cpSync(join(fonts, file), to);
}

const sheet = join(root, 'apps/portal/assets/qiyue.scss');
if (existsSync(sheet)) {
  const sass = await import('sass');
  const { css } = sass.compile(sheet, { style: 'compressed', loadPaths: [join(root, 'node_modules')], quietDeps: true });
  mkdirSync(join(root, 'dist/apps/portal/assets'), { recursive: true });
  writeFileSync(join(root, 'dist/apps/portal/assets/qiyue.css'), css);
}

const { buildScripts } = await import('./build-scripts.mjs');
await buildScripts(root);
