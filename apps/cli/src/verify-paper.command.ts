import type { Command } from 'commander';
import { checkSaid, type Conclusion, keysIn, type Report, textOf, verifyOpening, verifyReceipt } from '#sealing';
import { exitRefused, exitUnproved, exitUnsigned, say } from './say.js';
import { fileBytes } from './sealing.files.js';
import { Wanting } from './wanting.js';

const marks = { ok: '✓', failed: '✗', skipped: '–', unproved: '?' } as const;
const keyHelp = "the platform's public keys: PEM, or the answer of /api/v1/signing-keys; got elsewhere than with the file to be checked";
const exits = 'exit 0 everything fits, 1 something does not, 3 no --key so nobody knows who signed, 4 something is only claimed';

/** `qiyue verify receipt|opening`: checks a paper of the platform at any machine, without the platform. */
export function verifyPaperCommands(verify: Command): void {
  verify
    .command('receipt <file>')
    .description(`check the signature of a receipt or of a log of late tries and, with the packed bid, its digest; ${exits}`)
    .option('--key <file>', keyHelp)
    .option('--bid <file>', 'the packed bid the receipt was given for')
    .action(async (file: string, { key, bid }: { key?: string; bid?: string }, command: Command) => {
      const report = await verifyReceipt(fileBytes(file), {
        ...(key ? { platformKeys: keysOf(key) } : {}),
        ...(bid ? { packedBid: fileBytes(bid) } : {}),
      });
      tell(command, report, report, receiptLines(report.receipt));
    });
  verify
    .command('opening <package>')
    .description(`open all prices of an opening again and compare them with its record; ${exits}`)
    .option('--key <file>', keyHelp)
    .action(async (file: string, { key }: { key?: string }, command: Command) => {
      const report = await verifyOpening(fileBytes(file), key ? { platformKeys: keysOf(key) } : {});
      const { record, keyId, sound, conclusion, checks } = report;
      const heading = record ? [`${record.number} ${record.title}`, `  ${record.openedAt}`] : [];
      tell(command, report, { sound, conclusion, checks, number: record?.number ?? null, keyId }, heading);
    });
}

function keysOf(file: string): string[] {
  const keys = keysIn(textOf(fileBytes(file)) ?? '');
  if (keys.length === 0) throw new Wanting(`${file} 里没有公钥。`, `There is no public key in ${file}.`);
  return keys;
}

function receiptLines(receipt: { readonly [name: string]: unknown } | null): string[] {
  if (!receipt) return [];
  const text = (name: string): string => (typeof receipt[name] === 'string' ? receipt[name] : '');
  const tries = Array.isArray(receipt['tries'])
    ? [`  逾期提交 ${receipt['tries'].length} 次 · late tries: ${receipt['tries'].length}`]
    : [];
  return [
    `${text('number') || text('procedure')} ${text('title')}`,
    `  ${text('kind')} ${text('receivedAt') || text('triedAt')}`,
    ...tries,
  ];
}

const conclusions: Readonly<Record<Conclusion, { readonly said: string; readonly exit: number }>> = {
  fits: { said: '✓ 全部相符。 / Everything fits.', exit: 0 },
  failed: { said: '✗ 有不符之处。 / Something does not fit.', exit: exitRefused },
  unsigned: {
    said: '– 文件自身前后一致，但是谁签的没有核对：用 --key 给出从别处取得的平台公钥。 / It is consistent in itself, but who signed it was not checked: give --key, a key of the platform that you got elsewhere.',
    exit: exitUnsigned,
  },
  unproved: {
    said: '? 没有不符之处，但有的只是平台的说法，没有证明（带问号的各行）。 / Nothing is wrong, but something is only claimed and not proved: the lines with a question mark.',
    exit: exitUnproved,
  },
};

function tell(command: Command, report: Report, document: unknown, heading: readonly string[]): void {
  const lines = report.checks.flatMap((check) => [`${marks[check.result]} ${checkSaid(check, 'zh')}`, `  ${checkSaid(check, 'en')}`]);
  const { said, exit } = conclusions[report.conclusion];
  say(command, document, ...heading, ...lines, said);
  process.exitCode = exit;
}
