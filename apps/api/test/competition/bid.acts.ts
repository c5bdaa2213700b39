import { absent, type Act, type Fault, notNow, pick, token, when } from './act.js';
import { prices, sealed, submission, writing } from './hands.js';
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
const takenIn = (model: Model, at: number): Fault[] => {
  if (model.state === 'suspended') return [[409, 'bid.suspended']];
  if (at >= model.closesAt) return [[409, 'bid.late']];
  return when(model.state !== 'open', [409, 'bid.not-open']);
};

export const begin: Act = {
  name: 'begin-bid',
  ask: ({ id }) => ({ method: 'POST', path: 'bids', body: { procedureId: id }, shaped: true }),
  faults(model, who, at) {
    const known = bidOf(model, organizationOf(who));
    return [
      when(model.version === 0, absent),
      when(is(who, 'buyer'), [403, 'bid.own-procedure']),
      when(!isProvider(who), [403, 'bid.not-a-provider']),
      when(people[who].role === 'field_staff', [403, 'bid.role']),
      known ? [] : takenIn(model, at),
    ];
  },
  done(model, who, { id }) {
    const known = bidOf(model, organizationOf(who));
    if (known && known.id !== id) throw new Error('a provider has two bids in one procedure');
    if (known) return;
    const organization = organizationOf(who);
    model.bids.push({ id, organization, state: 'draft', written: null, handedIn: null, versions: 0, marker: `方案${token()}` });
  },
};

const stale = (bid: Bid, b: number): boolean => b % 6 === 0 && bid.written !== null;
export const write: Act = {
  name: 'write-bid',
  ask(model, who, { a, b }) {
    const bid = meant(model, who, a);
    return bid && writing(bid, stale(bid, b));
  },
  faults(model, who, at, { a, b }) {
    const bid = meant(model, who, a)!;
    const over = model.state !== 'suspended' && (model.state !== 'open' || at >= model.closesAt);
    return [
      when(!works(who, bid), absent),
      when(over, [409, 'bid.late'], [409, 'bid.not-open']),
      when(stale(bid, b), [412, 'bid.changed-meanwhile']),
    ];
  },
  async done(model, who, { version }, { a, c }, world) {
    const bid = meant(model, who, a)!;
    const price = pick(prices(model), c);
    bid.written = { version, price, envelopes: null };
    const envelopes = await sealed(model, bid, who, price, world);
    if (envelopes) bid.written = { version, price, envelopes };
  },
};

/** Statements nobody can read, none declared, an envelope of another bid; else the own ones. */
const wrongs = ['unreadable', 'undeclared', 'borrowed'] as const;
const borrowed = (model: Model, bid: Bid): Bid | undefined => model.bids.find((other) => other !== bid && other.written?.envelopes);

export const submit: Act = {
  name: 'submit-bid',
  ask(model, who, { a, b }) {
    const bid = meant(model, who, a);
    if (!bid) return undefined;
    const own = bid.written?.envelopes ?? {};
    const other = borrowed(model, bid)?.written?.envelopes?.price;
    const envelopes = wrongs[b] === 'unreadable' ? {} : wrongs[b] === 'borrowed' && other ? { ...own, price: other } : own;
    return submission(bid, envelopes, wrongs[b] !== 'undeclared');
  },
  faults(model, who, at, { a, b }) {
    const bid = meant(model, who, a)!;
    const unreadable = wrongs[b] === 'unreadable' || !bid.written?.envelopes;
    const foreign = wrongs[b] === 'borrowed' && borrowed(model, bid) !== undefined;
    return [
      when(wrongs[b] === 'undeclared', [422, 'input.invalid']),
      when(!works(who, bid), absent),
      [...when(unreadable, [422, 'statement.unreadable']), ...when(!speaks(who), [403, 'bid.submit-role'])],
      [...takenIn(model, at), ...when(foreign, [409, 'bid.key-used'], [409, 'bid.file-missing'])],
    ];
  },
  done(model, who, receipt, { a }) {
    const bid = meant(model, who, a)!;
    const again = bid.state === 'submitted' && bid.handedIn?.envelopes === bid.written!.envelopes;
    const expected = again ? bid.handedIn!.receipt : `${bid.state === 'submitted' ? 'replaced' : 'submitted'} ${bid.versions + 1}`;
    const told = `${receipt.kind} ${receipt.version}`;
    if (told !== expected) throw new Error(`the receipt says ${told}, not ${expected}`);
    if (again && receipt.envelope.sha256 !== bid.handedIn!.digest) throw new Error('two receipts for one bid');
    if (!again) bid.versions += 1;
    bid.state = 'submitted';
    const { price, envelopes } = bid.written!;
    bid.handedIn = { price, envelopes: envelopes!, digest: receipt.envelope.sha256, receipt: told };
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

export const bidActs: readonly Act[] = [begin, write, submit, withdraw];
