import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.env.QIYUE_ROOT ?? process.cwd(), 'package.json');

/** The version of this installation, as its package says. */
export const version = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
