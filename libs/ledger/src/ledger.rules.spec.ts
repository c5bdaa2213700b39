import { compare, fold, type LimitKind, movesSomething, nothing, type Transfer } from './ledger.rules.js';

const limits = new Map<string, LimitKind>([
  ['budget:L:control', 'none'],
  ['budget:L:free', 'debit-within-credit'],
  ['budget:L:reserved', 'debit-within-credit'],
]);
let place = 0n;
const transfer = (given: Partial<Transfer>): Transfer => ({
  id: `t${(place += 1n)}`,
  seq: place,
  kind: 'direct',
  debit: 'budget:L:control',
  credit: 'budget:L:free',
  amount: 100n,
  code: 'appropriation',
  sourceType: 'budget-line',
  sourceId: 's',
  pendingId: null,
  line: 'L',
  at: new Date(0),
  ...given,
});
const given = transfer({});
const held = transfer({ id: 'held', kind: 'pending', debit: 'budget:L:free', credit: 'budget:L:reserved', amount: 80n });
const used = transfer({ ...held, id: 'used', kind: 'post', amount: 70n, pendingId: 'held' });

describe('a history added up', () => {
  it('moves what is posted, holds what is pending and returns the rest of what was held', () => {
    const { balances, faults } = fold([given, held, used], limits);
    expect(faults).toEqual([]);
    expect(balances.get('budget:L:free')).toEqual({ debitsPending: 0n, debitsPosted: 70n, creditsPending: 0n, creditsPosted: 100n });
    expect(balances.get('budget:L:reserved')).toEqual({ debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 70n });
  });

  it('is as if nothing had been held after a void', () => {
    const { balances } = fold([given, held, transfer({ ...held, id: 'void', kind: 'void', pendingId: 'held' })], limits);
    expect(balances.get('budget:L:free')).toEqual({ ...nothing, creditsPosted: 100n });
  });

  it('names a line that gave more than it was given, at the moment it did, though it was made good later', () => {
    const early = fold([held, given], limits);
    expect(early.faults).toContainEqual({ fault: 'over-limit', subject: 'budget:L:free' });
  });

  it('names a reservation that was resolved twice, one that never was and one that was exceeded', () => {
    const twice = fold([given, held, used, { ...used, id: 'again' }], limits);
    expect(twice.faults).toContainEqual({ fault: 'resolved-twice', subject: 'held' });
    expect(fold([given, used], limits).faults).toContainEqual({ fault: 'not-pending', subject: 'used' });
    const more = fold([given, held, { ...used, amount: 81n }], limits);
    expect(more.faults).toContainEqual({ fault: 'more-than-held', subject: 'used' });
  });

  it('is compared with what is stored, account by account and in sum', () => {
    const folded = fold([given], limits);
    expect(compare(folded, folded.balances)).toEqual([]);
    const tampered = new Map([...folded.balances, ['budget:L:free', { ...nothing, creditsPosted: 101n }] as const]);
    expect(compare(folded, tampered)).toEqual([
      { fault: 'differs', subject: 'budget:L:free' },
      { fault: 'unbalanced', subject: 'posted' },
    ]);
    expect(compare(folded, new Map())).toContainEqual({ fault: 'unknown-account', subject: 'budget:L:free' });
  });
});

it('books nothing that is not above zero', () => {
  expect(movesSomething(0n)?.code).toBe('ledger.no-amount');
  expect(movesSomething(-1n)?.code).toBe('ledger.no-amount');
  expect(movesSomething(1n)).toBeUndefined();
});
