#!/usr/bin/env node
// The `qiyue` command: builds once when there is nothing built yet, then runs.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const main = join(root, 'dist/apps/cli/src/main.js');
if (!existsSync(main)) execFileSync(process.execPath, [join(root, 'apps/cli/build.mjs')], { stdio: ['ignore', 2, 2] });
await import(pathToFileURL(main).href);
