import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { type DrawRecord, drawnAgain, type TieDraw, tieDrawnAgain } from '#evaluation';
import { say } from './say.js';
import { fileBytes } from './sealing.files.js';
import { Wanting } from './wanting.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a draw comes to when it is done again. */
interface Again {
  readonly kind: 'panel' | 'tie';
  readonly seed: string;
  readonly same: boolean;
  readonly order: readonly string[];
}

const titles = { panel: '抽取评审专家 / draw of a panel', tie: '抽取名次 / draw among equals' } as const;

/** `qiyue verify draw`: draws experts, or equal offers, again from a record, at any machine, and compares. */
export function verifyDrawCommand(verify: Command): void {
  verify
    .command('draw <file>')
    .description(
      'draw again from a record of experts or of equal offers, or from a whole evaluation or result, as JSON; exit 1 on a difference',
    )
    .action((file: string, _options: unknown, command: Command) => {
      const draws = drawsIn(readJson(Buffer.from(fileBytes(file)).toString('utf8')));
      if (draws.length === 0)
        throw new Wanting(
          '这个文件里没有抽取记录：记录要有种子、名册(或者并列的响应)和顺序。',
          'The file holds no record of a draw: a record has a seed, a register (or the bids that were level) and an order.',
        );
      const same = draws.every((draw) => draw.same);
      say(command, { same, draws }, ...draws.flatMap(lines));
      process.exitCode = same ? 0 : 1;
    });
}

const lines = ({ kind, seed, same, order }: Again): string[] => [
  titles[kind],
  ...order.map((id, place) => `${String(place + 1).padStart(3)} ${id} ${sha256(`${seed}:${id}`)}`),
  same ? '✓ 复算结果与记录一致 / Drawn again it comes to the same.' : '✗ 与记录不符 / Drawn again it comes to something else.',
];

/** A single record, or every record of an evaluation or of an announced result. */
function drawsIn(read: unknown): Again[] {
  const found = read as (Partial<DrawRecord & TieDraw> & { draws?: unknown; ties?: unknown; lots?: unknown }) | null;
  if (typeof found !== 'object' || found === null) return [];
  const { seed } = found;
  if (typeof seed === 'string' && areLists(found.register, found.excluded, found.order))
    return [{ kind: 'panel', seed, ...drawnAgain({ skills: {}, wanted: [], chosen: [], ...found } as DrawRecord, sha256) }];
  if (typeof seed === 'string' && areLists(found.bids, found.order))
    return [{ kind: 'tie', seed, ...tieDrawnAgain(found as TieDraw, sha256) }];
  return [found.draws, found.lots ?? found.ties].flatMap((inner) => (Array.isArray(inner) ? inner.flatMap(drawsIn) : []));
}

const areLists = (...lists: unknown[]): boolean => lists.every(Array.isArray);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
