// What runs in browsers: one file a page that needs one, named by its content, with the digest the page demands of it
// (assets/scripts.json); and the offline packer as a single page that needs nothing else.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

export async function buildScripts(root) {
  const source = join(root, 'apps/portal/browser');
  const out = join(root, 'dist/apps/portal/assets');
  if (!existsSync(source)) return;
  const { build } = await import('esbuild');
  const made = await build({
    entryPoints: readdirSync(source)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(source, file)),
    bundle: true,
    write: false,
    outdir: out,
    minify: true,
    format: 'esm',
    target: 'chrome90',
    charset: 'utf8',
    legalComments: 'none',
    conditions: ['browser'],
  });
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out)) if (/-[0-9a-f]{12}\.js$/.test(file)) rmSync(join(out, file));
  const scripts = {};
  for (const { path, contents } of made.outputFiles) {
    const name = basename(path, '.js');
    if (name === 'pack') {
      writePacker(source, join(root, 'dist/apps/portal/packer'), contents);
      continue;
    }
    const file = `${name}-${digest('sha256', contents, 'hex').slice(0, 12)}.js`;
    writeFileSync(join(out, file), contents);
    scripts[name] = { file, integrity: `sha384-${digest('sha384', contents, 'base64')}` };
  }
  writeFileSync(join(out, 'scripts.json'), JSON.stringify(scripts, null, 2));
}

/** The offline packer: the page's own policy names the digests of its script and style and forbids every connection. */
function writePacker(source, out, script) {
  const code = Buffer.from(script).toString('utf8').replaceAll('</script', '<\\/script').trimEnd();
  const style = readFileSync(join(source, 'pack/pack.css'), 'utf8').trimEnd();
  const hash = (text) => `'sha256-${digest('sha256', Buffer.from(text), 'base64')}'`;
  const page = readFileSync(join(source, 'pack/pack.html'), 'utf8')
    .replace(
      '%policy%',
      () => `default-src 'none'; script-src ${hash(code)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`,
    )
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .replace('<!-- script -->', () => `<script type="module">${code}</script>`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'qiyue-pack.html'), page);
}
