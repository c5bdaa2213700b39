import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.env.QIYUE_ROOT ??= join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { pageRows, pageTable } = await import('./pages.js');
const { fillBox, openingLine, timeOpening } = await import('./opening.js');
const { openStage } = await import('./stage.js');
const { readRows, submitRow, table } = await import('./rounds.js');

/** Seconds in which the bids of the opening are handed in. */
const filling = Number(process.env.BENCH_FILLING ?? 90);

/** `npm run bench [rates|opening|pages]`: our server beside a bare one with the same SQL, interleaved in one run, as ratios. */
const directory = mkdtempSync(join(tmpdir(), 'qiyue-bench-'));
chmodSync(directory, 0o711);
const stage = await openStage(directory);
try {
  const only = process.argv[2];
  const wanted = (part: string): boolean => only === undefined || only === part;
  if (wanted('opening')) {
    const box = await stage.another(filling);
    await fillBox(directory, stage.databaseUrl, box, 200);
    const { holders, handler } = stage;
    process.stdout.write(`${openingLine(await timeOpening(directory, box, holders, handler))}\n\n`);
  }
  if (wanted('pages')) process.stdout.write(`${pageTable(await pageRows(stage))}\n\n`);
  // Last: thousands of submissions keep the readers of the journal busy for a while, and one of them sets the clock of a box.
  if (wanted('rates')) process.stdout.write(`${table([...(await readRows(stage)), await submitRow(stage)])}\n`);
} finally {
  await stage.close();
  rmSync(directory, { recursive: true, force: true });
}
