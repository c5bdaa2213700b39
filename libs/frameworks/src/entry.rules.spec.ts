import { entrantsOf, somebodyEnters, supplementAllowed, termFits } from './entry.rules.js';

const ranked = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ providerId: `p${place + 1}`, price: 100n, rank: place + 1 }));
const law = { percent: 20, least: 1 };
const entered = (count: number): string[] => entrantsOf(ranked(count), 2, law).map(({ providerId }) => providerId);

describe('entry to a framework agreement (T10)', () => {
  it.each([
    [6, 4],
    [3, 2],
    [2, 1],
    [5, 4],
    [10, 8],
    [11, 8],
  ])('out of %d that qualified the first %d enter', (qualified, enter) =>
    expect(entered(qualified)).toEqual(
      ranked(qualified)
        .slice(0, enter)
        .map(({ providerId }) => providerId),
    ),
  );

  it('fails with one, and so does an agreement that nobody entered', () => {
    expect(entered(1)).toEqual([]);
    expect(somebodyEnters(0)).toMatchObject({ code: 'framework.nobody-enters' });
  });

  it('goes by rank, whatever order the rows come in', () => {
    expect(entrantsOf(ranked(3).reverse(), 2, law).map(({ rank }) => rank)).toEqual([1, 2]);
  });

  it('is supplemented only when fewer than 70 percent are left', () => {
    expect(supplementAllowed(10, 7, 70)).toMatchObject({ code: 'framework.enough-entrants' });
    expect(supplementAllowed(10, 6, 70)).toBeUndefined();
    expect(supplementAllowed(3, 2, 70)).toBeUndefined();
    expect(supplementAllowed(4, 3, 70)).toMatchObject({ code: 'framework.enough-entrants' });
  });

  it('is for two years of services at most', () => {
    expect(termFits(24, 2)).toBeUndefined();
    expect(termFits(25, 2)).toMatchObject({ code: 'framework.term-too-long' });
  });
});
