import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { type DrawRecord, drawnAgain } from '#evaluation';
import { say } from './say.js';
import { fileBytes } from './sealing.files.js';
import { Wanting } from './wanting.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `qiyue verify draw`: draws experts again from a record, at any machine, and compares. */
export function verifyDrawCommand(verify: Command): void {
  verify
    .command('draw <file>')
    .description('draw experts again from a record (one of "draws" of an evaluation, as JSON); exit 1 when other people come out')
    .action((file: string, _options: unknown, command: Command) => {
      const record = recordIn(Buffer.from(fileBytes(file)).toString('utf8'));
      const { same, order } = drawnAgain(record, sha256);
      const verdict = same ? '✓ 复算结果与记录一致 / The record draws the same people.' : '✗ 与记录不符 / The record draws other people.';
      say(
        command,
        { same, order },
        ...order.map((id, place) => `${String(place + 1).padStart(3)} ${id} ${sha256(`${record.seed}:${id}`)}`),
        verdict,
      );
      process.exitCode = same ? 0 : 1;
    });
}

function recordIn(text: string): DrawRecord {
  const record = readJson(text) as Partial<DrawRecord> | null;
  const lists = [record?.register, record?.excluded, record?.order];
  if (typeof record?.seed !== 'string' || !lists.every(Array.isArray))
    throw new Wanting(
      '这个文件不是抽取记录，缺少种子、名册、排除名单或者顺序。',
      'The file is no record of a draw: it needs seed, register, excluded and order.',
    );
  return { skills: {}, wanted: [], chosen: [], ...record } as DrawRecord;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
