import { absent, type Act, type Faults, notNow, pick, when } from './act.js';
import { newBid, openBox, prices, staleSubmission, staleWriting, submission, writing, writtenVersion } from './hands.js';
import { type Bid, bidOf, is, isProvider, type Model, organizationOf, people, type Who } from './model.js';

/** Whose bid is meant: the own one, or with some dice another's. */
const meant = (model: Model, who: Who, die: number): Bid | undefined => {
  const own = isProvider(who) ? bidOf(model, organizationOf(who)) : undefined;
  return die % 4 !== 0 && own ? own : model.bids.length > 0 ? pick(model.bids, die) : undefined;
};
/** People of a bidder who may work on its bid; those on the street log services and see no prices. */
const works = (who: Who, bid: Bid): boolean => organizationOf(who) === bid.organization && people[who].role !== 'field_staff';
const speaks = (who: Who): boolean => ['provider_admin', 'project_lead'].includes(people[who].role);

/** Bids are taken in from publication to the deadline, and not while the procedure rests. */
const takenIn = (model: Model, at: number): Faults[number] => {
  if (model.state === 'suspended') return [[409, 'bid.suspended'], ...when(at >= model.closesAt, [409, 'bid.late'])];
  if (at >= model.closesAt) return [[409, 'bid.late']];
  return when(model.state !== 'open', [409, 'bid.not-open']);
};

export const begin: Act = {
  name: 'begin-bid',
  ask: ({ id }) => ({ method: 'POST', path: 'bids', body: { procedureId: id }, shaped: true }),
  faults(model, who, at) {
    const known = bidOf(model, organizationOf(who));
    const field = people[who].role === 'field_staff';
    return [
      when(model.version === 0, absent),
      when(is(who, 'buyer'), [403, 'bid.own-procedure']),
      when(!isProvider(who), [403, 'bid.not-a-provider']),
      when(field, [403, 'bid.role']),
      known ? [] : takenIn(model, at),
    ];
  },
  done(model, who, { id }) {
    const known = bidOf(model, organizationOf(who));
    if (known && known.id !== id) throw new Error('a provider has two bids in one procedure');
    if (!known) model.bids.push(newBid(id, who));
  },
};

const stale = (bid: Bid, b: number): boolean => b % 6 === 0 && bid.written !== null;
export const write: Act = {
  name: 'write-bid',
  ask(model, who, { a, b, c }) {
    const bid = meant(model, who, a);
    return bid && writing(model, bid, { price: pick(prices(model), c), stale: stale(bid, b) });
  },
  faults(model, who, at, { a, b }) {
    const bid = meant(model, who, a)!;
    return [when(!works(who, bid), absent), model.state === 'suspended' ? [] : takenIn(model, at), when(stale(bid, b), [...staleWriting])];
  },
  done(model, who, answer, { a, c }) {
    meant(model, who, a)!.written = { version: writtenVersion(answer), price: pick(prices(model), c) };
  },
};

export const submit: Act = {
  name: 'submit-bid',
  ask(model, who, { a, b }) {
    const bid = meant(model, who, a);
    return bid && submission(bid, { stale: b % 7 === 0, declared: b % 7 !== 1 });
  },
  faults(model, who, at, { a, b }) {
    const bid = meant(model, who, a)!;
    return [
      when(b % 7 === 1, [422, 'input.invalid']),
      when(!works(who, bid), absent),
      when(!speaks(who), [403, 'bid.submit-role']),
      takenIn(model, at),
      [...when(b % 7 === 0, [...staleSubmission]), ...when(bid.written === null, [422, 'bid.incomplete'])],
    ];
  },
  done(model, who, receipt, { a }) {
    const bid = meant(model, who, a)!;
    const kind = bid.state === 'submitted' ? 'replaced' : 'submitted';
    if (receipt.kind !== kind || receipt.version !== bid.versions + 1)
      throw new Error(`receipt ${receipt.kind} ${receipt.version} for ${kind} ${bid.versions + 1}`);
    bid.versions += 1;
    bid.state = 'submitted';
    bid.handedIn = { price: bid.written!.price, digest: receipt.envelope.sha256 };
  },
};

export const withdraw: Act = {
  name: 'withdraw-bid',
  ask(model, who, { a, b }) {
    const bid = meant(model, who, a);
    return bid && { method: 'POST', path: `bids/${bid.id}/withdrawal`, body: { confirmed: b % 7 !== 1 }, shaped: true };
  },
  faults(model, who, at, { a, b }) {
    const bid = meant(model, who, a)!;
    return [
      when(b % 7 === 1, [422, 'input.invalid']),
      when(!works(who, bid), absent),
      when(!speaks(who), [403, 'bid.submit-role']),
      takenIn(model, at),
      when(bid.state !== 'submitted', notNow),
    ];
  },
  done(model, who, receipt, { a }) {
    const bid = meant(model, who, a)!;
    if (receipt.kind !== 'withdrawn') throw new Error(`receipt of a withdrawal says ${receipt.kind}`);
    bid.versions += 1;
    Object.assign(bid, { state: 'withdrawn', handedIn: null });
  },
};

export const bidActs: readonly Act[] = [begin, write, submit, withdraw, openBox];
