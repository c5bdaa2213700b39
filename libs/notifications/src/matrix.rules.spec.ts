import { audiencesOf, factsFor, matrix } from './matrix.rules.js';
import { heardIn, nothingHeard, sides } from './hearing.rules.js';

const id = (digit: string): string => `${digit.repeat(8)}-0000-7000-8000-000000000000`;

describe('the matrix', () => {
  it('tells nobody anything about bids', () => {
    expect(Object.keys(matrix).filter((type) => type.startsWith('bid.'))).toEqual([]);
    expect(audiencesOf('bid.submitted', {})).toEqual([]);
  });
  it('tells a reminder to whoever holds the payment', () => {
    expect(audiencesOf('payment.reminded', { stage: 4 }).map(({ side }) => side)).toEqual(['department']);
    expect(audiencesOf('payment.reminded', { stage: 6 }).map(({ side }) => side)).toEqual(['finance']);
  });
  it('names at least one role wherever it names a side', () => {
    expect(
      Object.values(matrix)
        .flat()
        .filter(({ roles }) => roles.length === 0),
    ).toEqual([]);
  });
  it('keeps facts for sentences and drops everything else', () => {
    expect(factsFor({ number: 'ZF-1', amount: '5', invoice: 'x', nested: { number: 1 } })).toEqual({
      number: 'ZF-1',
      amount: '5',
    });
  });
});

describe('what was heard', () => {
  it('fills in the buyer of a project, but never one of its many providers', () => {
    const project = { departmentId: id('1'), providerId: id('2'), number: 'CG-1' };
    expect(sides(heardIn({ no: 3 }), nothingHeard, project)).toEqual({
      departmentId: id('1'),
      providerId: null,
      number: 'CG-1',
    });
  });
  it('prefers the entry, then its subject', () => {
    const entry = heardIn({ provider: id('3'), number: 'ZY-1' });
    expect(sides(entry, { departmentId: id('4'), providerId: id('5'), number: 'HT-1' }, nothingHeard)).toEqual({
      departmentId: id('4'),
      providerId: id('3'),
      number: 'ZY-1',
    });
  });
  it('takes nothing for an id that is none', () => expect(heardIn({ provider: 'somebody', departmentId: 7 })).toEqual(nothingHeard));
});
