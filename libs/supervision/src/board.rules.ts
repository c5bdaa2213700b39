import type { Light, StageCount } from '#calendar';

type Counted = Exclude<Light, 'grey'>;
export type Tally = Readonly<Record<Counted, number>>;
export const noTally: Tally = { green: 0, amber: 0, red: 0 };

/** One line of the board: a department, its stages, and the sum of its lights. */
export interface BoardLine {
  readonly holder: string;
  readonly stages: readonly { readonly stage: string; readonly tally: Tally }[];
  readonly tally: Tally;
}

/** Counts as a table, the holder with most reds first. */
export function boardOf(counts: readonly StageCount[]): BoardLine[] {
  const holders = [...new Set(counts.map(({ holder }) => holder))];
  return holders
    .map((holder) => {
      const own = counts.filter((count) => count.holder === holder);
      const stages = [...new Set(own.map(({ stage }) => stage))].sort();
      return {
        holder,
        stages: stages.map((stage) => ({
          stage,
          tally: tallyOf(own.filter((count) => count.stage === stage)),
        })),
        tally: tallyOf(own),
      };
    })
    .sort((one, other) => other.tally.red - one.tally.red || other.tally.amber - one.tally.amber || one.holder.localeCompare(other.holder));
}

export function tallyOf(counts: readonly StageCount[]): Tally {
  return counts.reduce<Tally>((sum, { light, count }) => (light === 'grey' ? sum : { ...sum, [light]: sum[light] + count }), noTally);
}

const order: readonly Light[] = ['red', 'amber', 'green', 'grey'];
/** A rolled-up light is the worst of what it stands for. */
export const worstOf = (lights: readonly Light[]): Light => order.find((light) => lights.includes(light)) ?? 'grey';
