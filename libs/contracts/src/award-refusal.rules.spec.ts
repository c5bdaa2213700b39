import { isToSign, mayStillRefuse, silenceRefuses } from './award-refusal.rules.js';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const offered = { offeredAt: at('2026-09-01'), signatures: [] };
const signed = { ...offered, signatures: [{ side: 'provider' as const }] };

describe('a winner who does not sign', () => {
  it('may refuse until it has signed', () => {
    expect(mayStillRefuse(null)).toBeUndefined();
    expect(mayStillRefuse(offered)).toBeUndefined();
    expect(mayStillRefuse(signed)?.code).toBe('award.winner-signed');
  });
  it('is taken to refuse by the buyer only when a text was offered and the time is over', () => {
    const due = at('2026-10-01');
    expect(silenceRefuses(null, due, due)?.code).toBe('award.nothing-offered');
    expect(silenceRefuses({ offeredAt: null, signatures: [] }, due, due)?.code).toBe('award.nothing-offered');
    expect(silenceRefuses(signed, due, due)?.code).toBe('award.winner-signed');
    expect(silenceRefuses(offered, due, new Date(due.getTime() - 1))?.code).toBe('award.time-to-sign');
    expect(silenceRefuses(offered, due, due)).toBeUndefined();
  });
  it('has an award that is announced and not signed', () => {
    expect(isToSign({ state: 'held' })).toBeUndefined();
    expect(isToSign({ state: 'final' })?.code).toBe('contract.award-not-announced');
  });
});
