import fc from 'fast-check';
import { commands } from './competition/commands.js';
import { invariants, ledgerFaults } from './competition/invariants.js';
import { newModel } from './competition/model.js';
import { look } from './competition/reads.js';
import { Run } from './competition/run.js';
import { aStage, type Stage } from './competition/stage.js';

/** To see a run again: QIYUE_MODEL_SEED as it was printed; QIYUE_MODEL_RUNS and QIYUE_MODEL_COMMANDS for more or fewer. */
const set = (name: string, usual: number): number => Number(process.env[`QIYUE_MODEL_${name}`] ?? usual);
/** The same walk every time, so that a change is what makes it fail; another seed is another walk. */
const seed = set('SEED', 862_097_851);
const runs = set('RUNS', 200);
const count = set('COMMANDS', 40);
/** So many competitions at a time: most of each is waiting for its deadlines. */
const lanes = Math.min(runs, set('LANES', 67));

const told = ({ message, cause }: Error): string =>
  `${message.split('\n').slice(0, 2).join(' ')}\n${cause instanceof Error ? `${cause.message} ${JSON.stringify((cause as { refusal?: object }).refusal ?? '')}` : String(cause)}`;

describe('a whole competition', () => {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await aStage();
  }, 120_000);
  afterAll(() => stage?.close());

  const reached = new Map<string, number>();
  const lane = (place: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(commands(count), fc.integer({ min: 0, max: 4 }), async (list, die) => {
        const draft = await stage!.draft(die === 0 ? 'open_tender' : 'local_small_purchase');
        const run = new Run(stage!, newModel({ ...draft, method: die === 0 ? 'open_tender' : 'local_small_purchase' }));
        await fc.asyncModelRun(() => ({ model: {}, real: run }), list);
        await look(run);
        await invariants(run);
        const { state, evaluation, awards } = run.model;
        const end = `${state} ${evaluation} ${awards.map((award) => award.state).join(' ')}`;
        reached.set(end, (reached.get(end) ?? 0) + 1);
      }),
      { seed: seed + place, numRuns: Math.ceil(runs / lanes), endOnFailure: true },
    );

  it('does what the law says, whatever is tried by whomever', async () => {
    process.stdout.write(`competition: seed ${seed}, ${runs} runs of ${count} commands\n`);
    const lanesDone = await Promise.allSettled(Array.from({ length: lanes }, (_, place) => lane(place)));
    const failed = lanesDone.flatMap((done) => (done.status === 'rejected' ? [told(done.reason as Error)] : []));
    process.stdout.write(`competition: ${Run.sent} requests; ${[...reached].map(([end, times]) => `${times} × ${end}`).join(', ')}\n`);
    expect(`${failed.length} lanes failed\n${failed.slice(0, 9).join('\n\n')}`).toBe('0 lanes failed\n');
    if (runs >= 50) expect([...reached.keys()].join('\n')).toMatch(/announced|held|withdrawn/);
    expect(await ledgerFaults(stage!.database)).toEqual([]);
  }, 1_200_000);
});
