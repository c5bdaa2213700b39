import { follows, readsOffers } from './opening.acts.js';
import { bidders, is, type Model, organizationOf, resultTold, seatOf, type Who } from './model.js';
import { seesEvaluation } from './panel.acts.js';
import type { Run } from './run.js';
import { twinAddresses } from './watch.js';

/** What somebody gets who only reads, by the address: 200, or nothing there. */
type Reading = readonly [path: string, there: (model: Model, who: Who) => boolean];

const own = (who: Who, organization: string): boolean => organizationOf(who) === organization;
const announced = ({ awards }: Model): boolean => awards.some(({ challengeEndsAt }) => Number.isFinite(challengeEndsAt));

function readings(model: Model, die: number): Reading[] {
  const { id, number } = model;
  const bid = model.bids.length > 0 ? model.bids[die % model.bids.length]! : undefined;
  const published = model.version > 0;
  return [
    [`notices/${number}`, () => published],
    [`procedures/${id}`, (_model, who) => is(who, 'buyer', 'handler', 'approver', 'acceptor')],
    [
      `procedures/${id}/opening`,
      (_model, who) =>
        published &&
        (follows(who) || model.bids.some((one) => own(who, one.organization) && ['submitted', 'opened', 'void'].includes(one.state))),
    ],
    [`procedures/${id}/bids`, (_model, who) => published && readsOffers(who)],
    [`procedures/${id}/evaluation`, (_model, who) => model.evaluation !== 'none' && seesEvaluation(who)],
    [`procedures/${id}/panel`, (_model, who) => seatOf(model, who) !== undefined],
    [
      `procedures/${id}/outcome`,
      (_model, who) => resultTold(model) && model.evaluation !== 'none' && model.candidates.some((one) => own(who, one.bid.organization)),
    ],
    ...(number ? [[`awards/${number}`, () => announced(model)] as Reading] : []),
    [`challenges?procedure=${id}`, () => true],
    ...(bid
      ? ([`bids/${bid.id}`, `bids/${bid.id}/receipts`].map((path) => [
          path,
          (_model: Model, who: Who) => own(who, bid.organization) && who !== 'p1field',
        ]) as Reading[])
      : []),
  ];
}

const openToAll = /^(notices|awards)\//;

/** One address read by one person, often by one whom the competition concerns. */
export async function peek(run: Run, anybody: Who, die: number): Promise<void> {
  const { model } = run;
  if (model.version === 0) return;
  const list = readings(model, die);
  const [path, there] = list[die % list.length]!;
  const concerned: Who[] = [...bidders, ...model.seats.map((seat) => seat.who)];
  const who = die % 3 === 0 ? concerned[die % concerned.length]! : anybody;
  const { status } = await run.send(who, { method: 'GET', path });
  const expected = who === 'nobody' && !openToAll.test(path) ? 401 : there(model, who) ? 200 : 404;
  if (status !== expected) run.fail(`${who} reads ${path}: ${status}, expected ${expected}`);
}

/** The twin reader: as long as nothing public happened, bids that come and go change no answer. */
export async function look(run: Run): Promise<void> {
  const { model, seen } = run;
  const rests = (): boolean => model.version > 0 && model.box === 'open' && (model.state !== 'open' || Date.now() + 50 < model.closesAt);
  if (!rests()) return;
  // A box follows a moved deadline a moment after the notice.
  const moved = ({ state, sealsAt }: { state?: string; sealsAt?: string }): boolean =>
    state !== 'open' || Date.parse(sealsAt!) >= model.closesAt;
  await run.until('the box to follow the notice', 'handler', `procedures/${model.id}/opening`, moved);
  if (!rests()) return;
  const answers: string[] = [];
  for (const [who, path] of twinAddresses(model)) {
    const { status, body } = await run.send(who, { method: 'GET', path });
    answers.push(`${who} ${path} ${status} ${JSON.stringify(body, timeless)}`);
  }
  if (!rests()) return;
  if (seen?.revision === model.revision) {
    const changed = answers.findIndex((answer, place) => answer !== seen.answers[place]);
    if (changed >= 0) run.fail(`bids can be noticed:\n  before ${seen.answers[changed]}\n  after  ${answers[changed]}`);
  }
  run.seen = { revision: model.revision, answers };
}

/** Marks of the request itself, and lights that change with the time. */
const timeless = (key: string, value: unknown): unknown =>
  ['requestId', 'now', 'light', 'remaining', 'checkedAt'].includes(key) ? undefined : value;
