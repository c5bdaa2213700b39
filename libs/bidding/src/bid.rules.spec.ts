import { nobody, system, type Role } from '#kernel';
import type { Office } from '#sealing';
import { mayLeave } from './bid.view.js';
import { enough, inTime, mayBid } from './bid.rules.js';
import { boxStates } from './box.lifecycle.js';
import { fallbackSide, type Holder, mayFollow, officeOf } from './opening.policy.js';
import { anotherHolder, mayDecline, stillClosed, waitsForOpening, wholeSet } from './opening.rules.js';
import { beijingTime } from './receipt.view.js';
import { chunkFits, largestChunk, mostUploads, roomFor } from './upload.rules.js';

const closesAt = new Date('2026-11-30T09:00:00.000Z');
const open = { state: 'open', closesAt };

describe('time', () => {
  it('ends with the instant of the deadline itself', () => {
    expect(inTime(open, new Date(closesAt.getTime() - 1))).toBeUndefined();
    expect(inTime(open, closesAt)).toMatchObject({
      code: 'bid.late',
      facts: { closedAt: closesAt, triedAt: closesAt },
    });
  });

  it('is judged before the state, so that late is always called late', () => {
    expect(inTime({ state: 'closed', closesAt }, closesAt)?.code).toBe('bid.late');
    expect(inTime({ state: 'cancelled', closesAt }, new Date(0))?.code).toBe('bid.not-open');
  });

  it('does not run for those who would hand in while a procedure is suspended', () => {
    for (const at of [new Date(0), closesAt, new Date(closesAt.getTime() + 1)])
      expect(inTime({ state: 'suspended', closesAt }, at)?.code).toBe('bid.suspended');
  });

  it('is written as people in Beijing read it', () => expect(beijingTime(closesAt)).toBe('2026-11-30T17:00:00.000+08:00'));
});

describe('who may bid', () => {
  const bidder = { id: 'a', kind: 'provider', standing: 'good', classOne: false };
  it.each([
    [{}, undefined],
    [{ standing: 'abnormal' }, undefined],
    [{ standing: 'banned' }, 'bid.banned'],
    [{ kind: 'department' }, 'bid.not-a-provider'],
    [{ classOne: true }, 'bid.class-one'],
    [{ id: 'buyer' }, 'bid.own-procedure'],
  ])('%j: %s', (changes, code) => expect(mayBid({ ...bidder, ...changes }, 'buyer')?.code).toBe(code));
});

describe('small rules', () => {
  it('open no box with one bid too few', () => expect([enough(2, 3), enough(3, 3)]).toEqual([false, true]));
  it('let offers out of an opened box only, except to their own', () => {
    expect(boxStates.filter((state) => mayLeave(state, false))).toEqual(['opened']);
    expect(boxStates.every((state) => mayLeave(state, true))).toBe(true);
    expect(mayLeave(null, false)).toBe(false);
  });
});

describe('an upload', () => {
  const limits = { file: 10_000, total: 15_000 };
  it.each([
    [10_000, { count: 0, bytes: 0, stored: 0 }, undefined],
    [10_001, { count: 0, bytes: 0, stored: 0 }, 'upload.too-large'],
    [100, { count: 0, bytes: 0, stored: 0 }, 'upload.too-small'],
    [10_000, { count: 1, bytes: 5_001, stored: 5_001 }, 'upload.full'],
    [10_000, { count: 9, bytes: 5_000, stored: 50_000 }, undefined],
    [10_000, { count: 9, bytes: 5_000, stored: 50_001 }, 'upload.versions-full'],
    [10_000, { count: mostUploads, bytes: 0, stored: 0 }, 'upload.too-many'],
  ])('of %i bytes beside %j: %s', (size, present, code) => expect(roomFor(size, present, limits)?.code).toBe(code));

  it.each([
    [0, 0, 100, undefined],
    [40, 40, 60, undefined],
    [0, 10, 10, 'upload.offset'],
    [40, 40, 0, 'upload.chunk-empty'],
    [40, 40, 61, 'upload.beyond-end'],
    [40, 40, largestChunk + 1, 'upload.chunk-too-large'],
  ])('that stands at %i takes a piece at %i of %i bytes: %s', (stands, offset, length, code) =>
    expect(chunkFits({ size: 100, offset: stands }, offset, length)?.code).toBe(code),
  );

  it('of which all is there may be asked for again with nothing', () =>
    expect(chunkFits({ size: 100, offset: 100 }, 100, 0)).toBeUndefined());
});

describe('an opening', () => {
  const at = new Date(0);
  const given = { office: 'purchaser' as const, person: 'p1', name: '冯保管', organizationId: 'd', at };

  it('takes one person an office and never one person for two', () => {
    expect(anotherHolder([], 'purchaser', 'p1')).toBeUndefined();
    expect(anotherHolder([given], 'purchaser', 'p1')).toBeUndefined();
    expect(anotherHolder([given], 'purchaser', 'p2')?.code).toBe('opening.office-taken');
    expect(anotherHolder([given], 'finance', 'p1')?.code).toBe('opening.same-person');
    expect(anotherHolder([given], 'finance', 'p2')).toBeUndefined();
  });

  it('takes something for every envelope and for nothing else', () => {
    const named = (...envelopes: string[]) => envelopes.map((envelope) => ({ envelope }));
    expect(wholeSet(['a', 'b'], named('b', 'a'))).toBeUndefined();
    expect(wholeSet(['a', 'b'], named('a'))).toMatchObject({ code: 'opening.contributions-missing', facts: { count: 1 } });
    expect(wholeSet(['a'], named('a', 'c'))?.code).toBe('opening.contribution-foreign');
    expect(wholeSet(['a'], named('a', 'a'))?.code).toBe('opening.contribution-twice');
    expect(wholeSet([], [])).toBeUndefined();
  });

  it('leaves closed what has neither two keys nor its own, whatever holders say of shares they cannot open', () => {
    const closed = (offices: Office[], one: Partial<Record<Office, string | null>>, own: string[] = []) =>
      stillClosed(offices, ['a'], new Map([['a', one]]), new Map(own.map((digest) => [digest, 'secret'])));
    const two: Office[] = ['purchaser', 'finance'];
    expect(closed(['purchaser'], { purchaser: 'k' })).toEqual(['a']);
    expect(closed(two, { purchaser: 'k', finance: 'l' })).toEqual([]);
    expect(closed(two, { purchaser: 'k', finance: null })).toEqual(['a']);
    expect(closed([...two, 'supervisor'], { purchaser: 'k', finance: null, supervisor: 'm' })).toEqual([]);
    expect(closed(two, { purchaser: null, finance: null })).toEqual(['a']);
    expect(closed(two, { purchaser: null, finance: null }, ['a'])).toEqual([]);
    expect(closed(two, { purchaser: 'k', finance: null }, ['b'])).toEqual(['a']);
  });

  it('may be declined once, by a unit that has not come', () => {
    expect(mayDecline([{ office: 'finance' }], [], 'purchaser')).toBeUndefined();
    expect(mayDecline([{ office: 'finance' }], [], 'finance')?.code).toBe('opening.has-come');
    expect(mayDecline([], [{ office: 'finance' }], 'finance')?.code).toBe('opening.declined');
  });

  it('waits for the seal', () => {
    expect(boxStates.map((state) => waitsForOpening(state)?.code)).toEqual([
      'opening.not-sealed',
      undefined,
      'opening.over',
      'opening.over',
    ]);
  });

  const actor = (organizationId: string, ...roles: Role[]) => ({ ...system('x'), personId: nobody, organizationId, roles });
  const holders: Holder[] = [
    { office: 'purchaser', organizationId: 'd', unit: 'D', recipient: 'age1d' },
    { office: 'finance', organizationId: 'f', unit: 'F', recipient: 'age1f' },
    { office: 'supervisor', organizationId: 's', unit: 'S', recipient: 'age1s' },
  ];
  it.each([
    [actor('d', 'key_holder'), 'purchaser', true, undefined],
    [actor('f', 'key_holder'), 'finance', true, undefined],
    [actor('s', 'key_holder'), 'supervisor', true, undefined],
    [actor('other', 'key_holder'), undefined, false, undefined],
    [actor('d', 'handler'), undefined, true, undefined],
    [actor('d', 'approver'), undefined, true, 'buyer'],
    [actor('d', 'acceptor'), undefined, false, undefined],
    [actor('other', 'approver'), undefined, false, undefined],
    [actor('f', 'finance_checker'), undefined, true, undefined],
    [actor('f', 'cashier'), undefined, false, undefined],
    [actor('s', 'supervisor'), undefined, true, 'supervisor'],
    [actor('p', 'provider_admin'), undefined, false, undefined],
    [actor('e', 'expert'), undefined, false, undefined],
    [actor('o', 'operator'), undefined, false, undefined],
  ])('knows what %j may do', (who, office, follows, side) => {
    expect(officeOf(who, holders)).toBe(office);
    expect(mayFollow(who, { departmentId: 'd', holders })).toBe(follows);
    expect(fallbackSide(who, { departmentId: 'd' })).toBe(side);
  });
});
