import { randomUUID } from 'node:crypto';
import fc, { type AsyncCommand } from 'fast-check';
import { absent, type Act, type Ask, type Dice, type Fault, type Faults, type Sent, unconfirmed } from './act.js';
import { awardActs, awarded } from './award.acts.js';
import { bidActs } from './bid.acts.js';
import { checkActs } from './check.acts.js';
import { everybody, type Model, silenceNear, standing, type Who } from './model.js';
import { fitting, nextStep, type Step } from './itinerary.js';
import { objectionActs } from './objection.acts.js';
import { openingActs } from './opening.acts.js';
import { panelActs } from './panel.acts.js';
import { type Run, RunFailed } from './run.js';
import { agreed, scoreActs } from './score.acts.js';
import { tenderActs } from './tender.acts.js';
import { look, peek } from './reads.js';

const acts: readonly Act[] = [
  ...tenderActs,
  ...bidActs,
  ...openingActs,
  ...panelActs,
  ...checkActs,
  ...scoreActs,
  ...awardActs,
  ...objectionActs,
];
/** Acts that ask who one is. */
const grave = ['open', 'sign-minutes', 'fall-back', 'sign', 'decide', 'announce', 'answer-challenge'];

/** Ways in which a request itself may be wrong, whoever sends it. */
const twists = ['none', 'none', 'none', 'twice', 'no-token', 'no-key', 'odd-field', 'wrong-id', 'other-input', 'stale-session'] as const;
type Twist = (typeof twists)[number];

/** What the clock does by itself is waited for before anything is sent: sealing at the deadline, a decision by silence. */
async function catchUp(model: Model, run: Run): Promise<void> {
  const soon = (): number => Date.now() + 100;
  const waiting = model.questions.some(({ answered }) => !answered);
  if (model.state === 'open' && waiting) await movedByClock(model, run);
  while (model.state === 'open' && soon() >= model.closesAt) {
    const { body } = await run.send('handler', { method: 'GET', path: `procedures/${model.id}/opening` });
    if (body.state === 'sealed') Object.assign(model, { state: 'closed', box: 'sealed', revision: model.revision + 1 });
    else if (waiting) await movedByClock(model, run);
    if (Date.now() > model.closesAt + 180_000) run.fail('the box is not sealed');
    if (model.state === 'open') await new Promise((wake) => setTimeout(wake, 50));
  }
  if (silenceNear(model)) {
    const path = `procedures/${model.id}/evaluation`;
    // The buyer may have been silent as well meanwhile.
    await run.until('silence to sign', 'handler', path, ({ state }) => state === 'reported' || state === 'decided');
    await agreed(model, run);
  }
  if (model.evaluation === 'reported' && soon() >= model.decideDueAt && standing(model).length > 0) {
    const path = `procedures/${model.id}/evaluation`;
    const { award } = await run.until('silence to decide', 'handler', path, (answer) => answer.award !== null);
    if (!award?.bySilence) return run.fail('the buyer was silent and the award says otherwise');
    awarded(model, 'nobody', award);
  }
}

/** A question without an answer keeps the notice open: its deadline moves, as a new version. */
async function movedByClock(model: Model, run: Run): Promise<void> {
  const notice = await run.read('nobody', `notices/${model.number}`);
  if (notice.version === model.version) return;
  if (Date.parse(notice.closesAt) < model.closesAt) run.fail('the clock moved the deadline nearer');
  Object.assign(model, { version: notice.version, closesAt: Date.parse(notice.closesAt), revision: model.revision + 1 });
}

/** What may be answered: a yes, or one of these faults. */
interface Verdict {
  readonly yes: boolean;
  readonly faults: readonly Fault[];
}
const first = (faults: Faults): readonly Fault[] => faults.find((group) => group.length > 0) ?? [];

function judge(act: Act, { model, who, dice, twist, ask }: Trying, at: number): Verdict {
  if (who === 'nobody' || twist === 'no-token') return { yes: false, faults: [[401, 'unauthenticated']] };
  if (twist === 'no-key') return { yes: false, faults: [[400, 'idempotency.missing']] };
  const faults = act.faults(model, who, at, dice);
  const shape = faults.flat().find(([, code]) => code === 'input.invalid');
  if (twist === 'odd-field' && ask.shaped) return { yes: false, faults: [[422, 'input.invalid']] };
  if (twist === 'wrong-id') return { yes: false, faults: [absent, ...(shape ? [shape] : [])] };
  if (twist === 'stale-session' && grave.includes(act.name)) return { yes: false, faults: [unconfirmed, ...first(faults)] };
  const expected = first(faults);
  return { yes: expected.length === 0, faults: [...expected, ...(expected.length === 0 ? (act.perhaps?.(model, dice) ?? []) : [])] };
}

interface Trying {
  readonly model: Model;
  readonly who: Who;
  readonly dice: Dice;
  readonly twist: Twist;
  readonly ask: Ask;
}

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/;
/** The same request for something that is not there. */
function elsewhere(ask: Ask): Ask {
  const other = randomUUID();
  if (uuid.test(ask.path)) return { ...ask, path: ask.path.replace(uuid, other) };
  return { ...ask, body: JSON.parse(JSON.stringify(ask.body ?? {}).replace(uuid, other)) as object };
}

/** Does one act and compares the answer with what the model says, before and after the time it took. */
export async function attempt(run: Run, { act, who, dice }: Step, wished: Twist = 'none'): Promise<void> {
  const { model } = run;
  await catchUp(model, run);
  const plain = await act.ask(model, who, dice, run);
  if (!plain) return;
  const twist = plain.repeatable && ['twice', 'no-key', 'other-input'].includes(wished) ? 'none' : wished;
  const ask =
    twist === 'wrong-id' ? elsewhere(plain) : twist === 'odd-field' && plain.shaped ? { ...plain, body: { ...plain.body, odd: 1 } } : plain;
  const trying = { model, who, dice, twist, ask };
  const key = randomUUID();
  const before = Date.now() - 20;
  const session = twist === 'no-token' ? 'none' : twist === 'stale-session' ? 'stale' : 'fresh';
  const sent = await run.send(who, ask, { key: twist === 'no-key' ? null : key, session });
  const verdicts = [judge(act, trying, before), judge(act, trying, Date.now() + 20)];
  const good = sent.status < 300;
  if (good !== verdicts.some(({ yes }) => yes) && good) run.fail(`${act.name} by ${who} was granted; expected ${said(verdicts)}`);
  if (!good && !verdicts.some(({ faults }) => faults.some(([status, code]) => status === sent.status && code === sent.code)))
    run.fail(`${act.name} by ${who} (${twist}): ${sent.status} ${sent.code}; expected ${said(verdicts)}`);
  if (!good) return;
  if (twist === 'twice' || twist === 'other-input') await again(run, trying, key, sent);
  await Promise.resolve(act.done(model, who, sent.body, dice, run)).catch((error: Error) => {
    throw error instanceof RunFailed ? error : new RunFailed(run.story(`${act.name}: ${error.message}`));
  });
}

/** The same wish sent again is granted once; the same key with another wish is refused. */
async function again(run: Run, { who, ask, twist }: Trying, key: string, sent: Sent): Promise<void> {
  const other = twist === 'other-input' ? { ...ask, body: { ...ask.body, note: 'other' } } : ask;
  const second = await run.send(who, other, { key });
  const refused = second.status === 422 && second.code === (ask.shaped ? 'input.invalid' : 'idempotency.other-input');
  if (twist === 'other-input' && !refused && second.code !== 'idempotency.other-input')
    run.fail(`a used key with other input: ${second.status} ${second.code}`);
  if (twist === 'twice' && (!second.replayed || JSON.stringify(second.body) !== JSON.stringify(sent.body)))
    run.fail(`a wish sent twice: ${second.status} ${JSON.stringify(second.body)} after ${JSON.stringify(sent.body)}`);
}

const said = (verdicts: readonly Verdict[]): string =>
  verdicts.map(({ yes, faults }) => [...(yes ? ['yes'] : []), ...faults.map((fault) => fault.join(' '))].join(' or ')).join(' / ');

type Command = AsyncCommand<object, Run>;
const command = (name: string, work: (run: Run) => Promise<void>): Command => ({
  check: () => true,
  run: (_model, run) => {
    run.told.push(`— ${name}`);
    return work(run);
  },
  toString: () => name,
});

const dice = fc.record({ a: fc.nat(11), b: fc.nat(11), c: fc.nat(11) });
const shown = ({ a, b, c }: Dice): string => `${a}.${b}.${c}`;

/** The next legal steps of a usual competition. */
const goOn = fc.tuple(fc.integer({ min: 3, max: 9 }), dice).map(([count, roll]) =>
  command(`go-on ${count} ${shown(roll)}`, async (run) => {
    for (let done = 0; done < count; done += 1) {
      await catchUp(run.model, run);
      const step = nextStep(run.model, roll);
      if (step === 'wait') await pass(run, run.model.closesAt);
      else if (step) await attempt(run, step);
    }
  }),
);

async function pass(run: Run, at: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, Math.max(0, Math.min(at - Date.now() + 30, 40_000))));
  await catchUp(run.model, run);
}

/** Any act by anybody, or by one who might: too early, too late, twice, by the wrong ones. */
const anything = fc
  .record({
    act: fc.constantFrom(...acts),
    who: fc.constantFrom(...everybody),
    fits: fc.boolean(),
    twist: fc.constantFrom(...twists),
    dice,
  })
  .map(({ act, who, fits, twist, dice: roll }) =>
    command(`${act.name} ${fits ? 'fitting' : who} ${twist} ${shown(roll)}`, (run) =>
      attempt(run, { act, who: fits ? fitting(run.model, act.name, roll, who) : who, dice: roll }, twist),
    ),
  );

/** An act of the present stage, with whatever is wrong about it. */
const nearby = fc
  .record({ who: fc.constantFrom(...everybody), fits: fc.boolean(), twist: fc.constantFrom(...twists), dice, roll: dice })
  .map(({ who, fits, twist, dice: shape, roll }) =>
    command(`nearby ${fits ? 'fitting' : who} ${twist} ${shown(shape)}`, async (run) => {
      await catchUp(run.model, run);
      const step = nextStep(run.model, roll);
      if (step && step !== 'wait') await attempt(run, { act: step.act, who: fits ? step.who : who, dice: shape }, twist);
    }),
  );

const reads = fc
  .tuple(fc.constantFrom(...everybody), fc.nat(50))
  .map(([who, die]) => command(`read ${who} ${die}`, (run) => peek(run, who, die)));
const twin = fc.constant(command('twin-look', look));
const windowPasses = fc.constant(
  command('window-passes', async (run) => {
    const ends = run.model.awards.at(-1)?.challengeEndsAt ?? Infinity;
    if (Number.isFinite(ends)) await pass(run, ends);
  }),
);

/** So many commands; the way on is taken often enough that most runs get far. */
export const commands = (count: number): fc.Arbitrary<Command[]> =>
  fc.noBias(
    fc.array(fc.oneof(goOn, goOn, goOn, goOn, anything, anything, anything, nearby, nearby, reads, reads, reads, twin, windowPasses), {
      minLength: count,
      maxLength: count,
      size: 'max',
    }),
  );
