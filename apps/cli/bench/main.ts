import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.env.QIYUE_ROOT ??= join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { openStage } = await import('./stage.js');
const { readRows, submitRow, table } = await import('./rounds.js');

/** `npm run bench`: our server beside a bare one with the same SQL, interleaved in one run, as ratios. */
const directory = mkdtempSync(join(tmpdir(), 'qiyue-bench-'));
chmodSync(directory, 0o711);
const stage = await openStage(directory);
try {
  const rows = [...(await readRows(stage)), await submitRow(stage)];
  process.stdout.write(`${table(rows)}\n`);
} finally {
  await stage.close();
  rmSync(directory, { recursive: true, force: true });
}
