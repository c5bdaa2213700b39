import type { Command } from 'commander';
import { checkSaid, type Report, textOf, verifyOpening, verifyReceipt } from '#sealing';
import { say } from './say.js';
import { fileBytes } from './sealing.files.js';

const marks = { ok: '✓', failed: '✗', skipped: '–' } as const;

/** `qiyue verify receipt|opening`: checks a paper of the platform at any machine, without the platform. */
export function verifyPaperCommands(verify: Command): void {
  verify
    .command('receipt <file>')
    .description("check a receipt's signature and, with the packed bid, its digest; exit 1 when something is wrong")
    .option('--key <file>', "the platform's public key in PEM, from /api/v1/signing-keys or another reader")
    .option('--bid <file>', 'the packed bid the receipt was given for')
    .action(async (file: string, { key, bid }: { key?: string; bid?: string }, command: Command) => {
      const report = await verifyReceipt(fileBytes(file), {
        ...(key ? { platformKey: keyIn(key) } : {}),
        ...(bid ? { packedBid: fileBytes(bid) } : {}),
      });
      tell(command, report, report, receiptLines(report.receipt));
    });
  verify
    .command('opening <package>')
    .description('open all prices of an opening again and compare them with its record; exit 1 when something is wrong')
    .option('--key <file>', "the platform's public key in PEM, from another way than the package")
    .action(async (file: string, { key }: { key?: string }, command: Command) => {
      const report = await verifyOpening(fileBytes(file), key ? { platformKey: keyIn(key) } : {});
      const { record, keyId } = report;
      const heading = record ? [`${record.number} ${record.title}`, `  ${record.openedAt}`] : [];
      const note =
        key || !keyId
          ? []
          : [`  公钥 ${keyId} 来自包内，请与平台公布的核对。`, `  Key ${keyId} is the package's own; compare it with the published one.`];
      tell(command, report, { sound: report.sound, checks: report.checks, number: record?.number ?? null, keyId }, heading, note);
    });
}

const keyIn = (file: string): string => textOf(fileBytes(file)) ?? '';

function receiptLines(receipt: { readonly [name: string]: unknown } | null): string[] {
  if (!receipt) return [];
  const text = (name: string): string => (typeof receipt[name] === 'string' ? receipt[name] : '');
  return [`${text('number')} ${text('title')}`, `  ${text('kind')} ${text('receivedAt') || text('triedAt')}`];
}

function tell(command: Command, report: Report, document: unknown, heading: readonly string[], notes: readonly string[] = []): void {
  const lines = report.checks.flatMap((check) => [`${marks[check.result]} ${checkSaid(check, 'zh')}`, `  ${checkSaid(check, 'en')}`]);
  const unchecked = report.checks.some(({ code, result }) => code === 'signature' && result === 'skipped');
  const verdict = !report.sound
    ? '✗ 有不符之处。 / Something does not fit.'
    : unchecked
      ? '– 没有发现不符，但签名未核验：用 --key 给出平台公钥。 / Nothing wrong was found, but the signature was not checked: give --key.'
      : '✓ 全部相符。 / Everything fits.';
  say(command, document, ...heading, ...lines, ...notes, verdict);
  process.exitCode = report.sound && !unchecked ? 0 : 1;
}
