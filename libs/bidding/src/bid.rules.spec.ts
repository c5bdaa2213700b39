import { nobody, system, type Role } from '#kernel';
import { mayLeave } from './bid.view.js';
import { draftIsOpen, enough, inTime, mayBid, sameVersion } from './bid.rules.js';
import { boxStates } from './box.lifecycle.js';
import { boxRoot } from './box-root.rules.js';
import { sideOf } from './opening.policy.js';
import { secondPerson, waitsForOpening } from './opening.rules.js';
import { beijingTime } from './receipt.view.js';

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

  it('stands still for drafts of a suspended procedure', () => {
    expect(draftIsOpen({ state: 'suspended', closesAt }, closesAt)).toBeUndefined();
    expect(inTime({ state: 'suspended', closesAt }, new Date(0))?.code).toBe('bid.suspended');
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
  it('take only the version that was checked', () => expect(sameVersion(3, 2)).toMatchObject({ kind: 'stale' }));
  it('let offers out of an opened box only, except to their own', () => {
    expect(boxStates.filter((state) => mayLeave(state, false))).toEqual(['opened']);
    expect(boxStates.every((state) => mayLeave(state, true))).toBe(true);
    expect(mayLeave(null, false)).toBe(false);
  });
});

describe('the root of a box', () => {
  const digest = (byte: number): Buffer => Buffer.alloc(32, byte);
  it('does not depend on the order of envelopes', () => {
    expect(boxRoot([digest(1), digest(2), digest(3)], digest(9))).toEqual(boxRoot([digest(3), digest(1), digest(2)], digest(9)));
  });
  it('changes with every envelope added, removed or exchanged', () => {
    const roots = [[], [1], [1, 2], [1, 3], [1, 2, 3]].map((bytes) => boxRoot(bytes.map(digest), digest(9)).toString('hex'));
    expect(new Set(roots).size).toBe(roots.length);
  });
  it('of an empty box differs from box to box, so that it does not tell', () => {
    expect(boxRoot([], digest(7))).not.toEqual(boxRoot([], digest(8)));
  });
  it('is that of RFC 6962 for two leaves', async () => {
    const { createHash } = await import('node:crypto');
    const hash = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
    const leaf = (data: Buffer) => hash(Buffer.of(0), data);
    expect(boxRoot([digest(1)], digest(9))).toEqual(hash(Buffer.of(1), leaf(digest(1)), leaf(digest(9))));
  });
});

describe('an opening', () => {
  const at = new Date(0);
  const given = {
    side: 'buyer' as const,
    person: 'p1',
    name: '张伟',
    role: 'handler',
    organizationId: 'd',
    at,
  };
  const actor = (organizationId: string, ...roles: Role[]) => ({
    ...system('x'),
    personId: nobody,
    organizationId,
    roles,
  });

  it('takes one person a side and never one person for both', () => {
    expect(secondPerson([], 'buyer', 'p1')).toBeUndefined();
    expect(secondPerson([given], 'buyer', 'p2')?.code).toBe('opening.side-taken');
    expect(secondPerson([given], 'oversight', 'p1')?.code).toBe('opening.same-person');
    expect(secondPerson([given], 'oversight', 'p2')).toBeUndefined();
  });

  it('waits for the seal', () => {
    expect(boxStates.map((state) => waitsForOpening(state)?.code)).toEqual([
      'opening.not-sealed',
      undefined,
      'opening.over',
      'opening.over',
    ]);
  });

  it.each([
    [actor('d', 'handler'), 'buyer'],
    [actor('d', 'approver'), 'buyer'],
    [actor('d', 'acceptor'), undefined],
    [actor('other', 'approver'), undefined],
    [actor('f', 'finance_checker'), 'oversight'],
    [actor('f', 'cashier'), undefined],
    [actor('s', 'supervisor'), 'oversight'],
    [actor('p', 'provider_admin'), undefined],
    [actor('e', 'expert'), undefined],
    [actor('o', 'operator'), undefined],
  ])('knows the side of %j', (who, side) => expect(sideOf(who, { departmentId: 'd' })).toBe(side));
});
