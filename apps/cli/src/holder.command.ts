import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { contribute, decryptWith, fromBase64, lockIdentity, newIdentity, readShares, recipientOf, textOf } from '#sealing';
import { askPassphrase } from './passphrase.js';
import { say } from './say.js';
import { fileBytes, readIdentity } from './sealing.files.js';
import { Wanting } from './wanting.js';

/** `qiyue keys …` and `qiyue contribute`: a key holder's part without a browser; none of it touches a network. */
export function holderCommands(program: Command): void {
  const keys = program.command('keys').description('keys of a key holder');
  keys
    .command('new')
    .description('make a key, locked under a passphrase; prints its public part and a recovery sheet')
    .requiredOption('--out <file>', 'where the locked key goes')
    .option('--no-sheet', 'do not print the recovery sheet')
    .action(async ({ out, sheet }: { out: string; sheet: boolean }, command: Command) => {
      if (existsSync(out)) throw new Wanting(`${out} 已存在，不覆盖。`, `${out} exists and is not written over.`);
      const passphrase = await askPassphrase('口令 passphrase');
      if ([...passphrase].length < 12) throw new Wanting('口令至少 12 个字符。', 'A passphrase has at least 12 characters.');
      const identity = await newIdentity();
      const recipient = await recipientOf(identity);
      writeFileSync(out, await lockIdentity(identity, passphrase), { mode: 0o600 });
      say(
        command,
        { recipient, file: out, ...(sheet ? { recovery: identity } : {}) },
        ...said(recipient, out),
        ...(sheet ? recoverySheet(identity) : []),
      );
    });
  keys
    .command('answer <challenge>')
    .description('open the challenge of an enrolment (a base64 text or a file with it); prints the answer')
    .requiredOption('--identity <file>', 'the key file, plain or locked')
    .action(async (challenge: string, { identity: file }: { identity: string }, command: Command) => {
      const identity = await readIdentity(file, () => askPassphrase('口令 passphrase'));
      const text = existsSync(challenge) ? (textOf(fileBytes(challenge)) ?? '') : challenge;
      const opened = await decryptWith(identity, fromBase64(text.trim()) ?? new Uint8Array(0));
      if (!opened) throw new Wanting('打不开：不是给这把密钥的。', 'It does not open: it is not closed to this key.');
      const answer = textOf(opened) ?? '';
      say(command, { answer }, answer);
    });
  program
    .command('contribute <shares>')
    .description('open the own shares of an opening; prints the contributions the API takes')
    .requiredOption('--identity <file>', 'the key file, plain or locked')
    .option('--out <file>', 'where the contributions go; standard output when left out')
    .action(async (sharesFile: string, options: { identity: string; out?: string }, command: Command) => {
      const shares = readShares(fileBytes(sharesFile));
      if (!shares) throw new Wanting(`${sharesFile} 不是开标份额文件。`, `${sharesFile} holds no shares of an opening.`);
      const identity = await readIdentity(options.identity, () => askPassphrase('口令 passphrase'));
      if ((await recipientOf(identity)) !== shares.recipient)
        throw new Wanting('这把密钥不是公告里本单位的那一把。', 'This is not the key the notice names for your unit.');
      const made = await contribute(identity, shares);
      const closed = made.contributions.filter(({ fileKey }) => fileKey === null).length;
      if (options.out === undefined) return void process.stdout.write(`${JSON.stringify(made)}\n`);
      writeFileSync(options.out, `${JSON.stringify(made)}\n`, { mode: 0o600 });
      say(
        command,
        { file: options.out, procedure: shares.procedureId, opened: made.contributions.length - closed, closed },
        `采购项目 / procedure: ${shares.procedureId}`,
        `已打开份额 / shares opened: ${made.contributions.length - closed}，打不开 / not closed to this key: ${closed}`,
        `提交这个文件 / send this file: ${options.out}`,
      );
    });
}

const said = (recipient: string, out: string): string[] => [
  `公钥，用于登记 / public key, to be enrolled: ${recipient}`,
  `私钥（已加锁）/ secret key, locked: ${out}`,
];

/** Printed once, kept in the unit's safe: the key in groups that can be typed again. */
function recoverySheet(identity: string): string[] {
  const groups = identity.match(/.{1,4}/g)!;
  const lines = [];
  for (let at = 0; at < groups.length; at += 5) lines.push(`    ${groups.slice(at, at + 5).join(' ')}`);
  return [
    '',
    '恢复单：打印后放进本单位保险柜，然后清屏。',
    'Recovery sheet: print it, lock it in the safe of your unit, clear the screen.',
    '',
    ...lines,
    '',
  ];
}
