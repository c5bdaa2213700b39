import type { Command } from 'commander';
import { DrawQueries } from '#evaluation';
import { LedgerQueries } from '#ledger';
import { Database } from '#platform';
import { openRooms } from './open.js';
import { say } from './say.js';
import { verifyDrawCommand } from './verify-draw.command.js';
import { verifyPaperCommands } from './verify-paper.command.js';
import { verifyReleases } from './verify-releases.js';

/** One thing that was checked and what was found wrong; nothing when it is sound. */
interface Finding {
  readonly check: string;
  readonly looked: number;
  readonly faults: readonly string[];
}

/** `qiyue verify`: adds the books up again and compares what is stored with what it was made from. */
export function verifyCommand(program: Command): void {
  const verify = program
    .command('verify')
    .description('check ledger, journal and releases against what they were made from; exit 1 when something differs')
    .action(async (_options: unknown, command: Command) => {
      const app = await openRooms();
      try {
        const findings = [
          await ledger(app.get(LedgerQueries)),
          await journal(app.get(Database)),
          await numbers(app.get(Database)),
          { check: 'draws of experts come to the same people', ...(await app.get(DrawQueries).check()) },
          { check: 'equal offers drawn by lot come to the same order', ...(await app.get(DrawQueries).checkTies()) },
          await verifyReleases(app),
        ];
        const sound = findings.every(({ faults }) => faults.length === 0);
        const lines = findings.flatMap(({ check, looked, faults }) => [
          `${faults.length ? '✗' : '✓'} ${check} (${looked})`,
          ...faults.map((fault) => `    ${fault}`),
        ]);
        say(command, { sound, findings }, ...lines);
        process.exitCode = sound ? 0 : 1;
      } finally {
        await app.close();
      }
    });
  verifyPaperCommands(verify);
  verifyDrawCommand(verify);
}

async function ledger(queries: LedgerQueries): Promise<Finding> {
  const { transfers, faults } = await queries.check();
  return {
    check: 'ledger balances equal the fold of their transfers',
    looked: transfers,
    faults: faults.map((fault) => JSON.stringify(fault, plain)),
  };
}

async function journal(database: Database): Promise<Finding> {
  const [row] = await database.query<{ looked: string; wrong: string[] | null }>(
    `select count(*) as looked, array_agg(id::text) filter (where commitment <> sha256(salt || payload)) as wrong
     from platform.journal`,
  );
  return {
    check: 'journal commitments match the stored bytes',
    looked: Number(row!.looked),
    faults: (row!.wrong ?? []).map((id) => `entry ${id}`),
  };
}

async function numbers(database: Database): Promise<Finding> {
  const [row] = await database.query<{ looked: string; last: string | null; head: string }>(
    `select count(seq) as looked, max(seq) as last, (select seq from platform.journal_head) as head from platform.journal`,
  );
  const whole = row!.looked === (row!.last ?? '0') && row!.head === (row!.last ?? '0');
  return {
    check: 'journal numbers run without a gap',
    looked: Number(row!.looked),
    faults: whole ? [] : [`${row!.looked} numbered, last ${row!.last}, head ${row!.head}`],
  };
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
