import { nobody } from '#kernel';
import { hiddenPrefixes, historyStageOf, historyStages, prefixesOf, secretEntries, traced } from './history.rules.js';

const entry = { id: 'e', at: new Date(0), subject: 's', person: 'p', organization: 'o', facts: { no: 1 } };
const closed = { boxOpen: false, announced: false };

describe('the history of a project', () => {
  it('hides bids until the box is opened', () => {
    expect(hiddenPrefixes(closed)).toEqual(['bid']);
    expect(hiddenPrefixes({ boxOpen: true, announced: false })).toEqual([]);
  });
  it('keeps panel members unnamed until the result is announced', () => {
    expect(traced({ ...entry, type: 'seat.scored' }, closed)).toMatchObject({
      personId: null,
      organizationId: null,
      veiled: true,
      facts: {},
    });
    expect(traced({ ...entry, type: 'seat.scored' }, { boxOpen: true, announced: true })).toMatchObject({
      personId: 'p',
      veiled: false,
      facts: { no: 1 },
    });
  });
  it('keeps unnamed whoever acts for the panel, but tells what became of it and what the platform did itself', () => {
    const before = { boxOpen: true, announced: false };
    for (const type of ['clarification.asked', 'last-price.asked'])
      expect(traced({ ...entry, type }, before)).toMatchObject({ personId: null, organizationId: null, facts: {} });
    for (const type of ['evaluation.checked', 'last-prices.called'])
      expect(traced({ ...entry, type }, before)).toMatchObject({ personId: null, organizationId: null, veiled: true, facts: { no: 1 } });
    expect(traced({ ...entry, type: 'evaluation.started', person: nobody }, before)).toMatchObject({ machine: true, veiled: false });
    expect(traced({ ...entry, type: 'evaluation.checked' }, { ...before, announced: true })).toMatchObject({ personId: 'p' });
    expect(secretEntries({ ...before, announced: true })).toEqual({ prefixes: [], types: [] });
  });
  it('says that a machine acted', () => {
    expect(traced({ ...entry, type: 'payment.payable', person: nobody }, closed)).toMatchObject({
      machine: true,
      personId: null,
      stage: 'payment',
    });
  });
  it('knows a stage for every kind of entry, and the kinds of every stage', () => {
    expect(historyStageOf('log-entry.added')).toBe('delivery');
    expect(historyStages.filter((stage) => prefixesOf(stage).length === 0)).toEqual([]);
  });
});
