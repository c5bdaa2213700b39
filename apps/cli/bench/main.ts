import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.env.QIYUE_ROOT ??= join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { pageRows, pageTable } = await import('./pages.js');
const { openStage } = await import('./stage.js');
const { readRows, submitRow, table } = await import('./rounds.js');

/** `npm run bench`: our server beside a bare one with the same SQL, interleaved in one run, as ratios. */
const directory = mkdtempSync(join(tmpdir(), 'qiyue-bench-'));
chmodSync(directory, 0o711);
const stage = await openStage(directory);
try {
  const only = process.argv[2];
  if (only !== 'pages') process.stdout.write(`${table([...(await readRows(stage)), await submitRow(stage)])}\n\n`);
  process.stdout.write(`${pageTable(await pageRows(stage))}\n`);
} finally {
  await stage.close();
  rmSync(directory, { recursive: true, force: true });
}
