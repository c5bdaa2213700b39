import { classificationOf, completeUscc, isCheckFault, normalUscc, usccFault } from './uscc.rules.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const valid = ['52320722MJT000010N', '51321202MJT000029A', '53440400MJT000037Y', '91320585MA1TE5T0X8', '91350200776049653A'];

describe('the unified social credit code', () => {
  it.each(valid)('takes %s', (code) => expect(usccFault(code)).toBeUndefined());

  it.each(valid)('refuses %s with any one character changed', (code) => {
    for (let place = 0; place < 18; place += 1)
      for (const other of alphabet.replace(code[place]!, ''))
        expect(usccFault(code.slice(0, place) + other + code.slice(place + 1))).toBeDefined();
  });

  it('names the last check digit it expects', () =>
    expect(usccFault('52320722MJT000010P')).toMatchObject({
      code: 'uscc.check-digit',
      facts: { place: 18, expected: 'N', found: 'P' },
    }));

  it('names the check digit of the organization code when that one fails', () =>
    expect(usccFault('52320722MJT000011N')).toMatchObject({
      code: 'uscc.organization-check',
      facts: { place: 17, expected: '0', found: '1' },
    }));

  it('names the place of a letter that never occurs', () =>
    expect(usccFault('52320722MJT0000I0N')).toMatchObject({
      code: 'uscc.character',
      facts: { place: 16, character: 'I' },
    }));

  it('says how long a code of another length is', () =>
    expect(usccFault('5232')).toMatchObject({ code: 'uscc.length', facts: { length: 4 } }));

  it('lets a documented override pass the early pilot code, but no strange letter', () => {
    expect(isCheckFault(usccFault('91350100M0001TGQXM')!)).toBe(true);
    expect(isCheckFault(usccFault('5232O722MJT000010N')!)).toBe(false);
  });

  it('completes sixteen characters to a code that holds', () => expect(completeUscc('52320722MJT00001')).toBe('52320722MJT000010N'));
  it('reads what people paste', () => expect(normalUscc(' 5232 0722-mjt000010n ')).toBe('52320722MJT000010N'));
  it('tells the classification from the first two places', () =>
    expect(['51321202MJT000029A', '52320722MJT000010N', '53440400MJT000037Y', '99'].map(classificationOf)).toEqual([
      '社会团体',
      '社会服务机构',
      '基金会',
      '其他',
    ]));
});
