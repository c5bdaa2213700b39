import 'reflect-metadata';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocs } from './docs.js';

const docs = join(process.cwd(), 'docs');
rmSync(join(docs, 'lifecycles'), { recursive: true, force: true });
for (const [name, text] of generatedDocs()) {
  mkdirSync(dirname(join(docs, name)), { recursive: true });
  writeFileSync(join(docs, name), text);
}
