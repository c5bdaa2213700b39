import fc from 'fast-check';
import { acts, allot, diagram, inWords, type Lifecycle, next, parseYuan, portion, Refused, showYuan, toYuan, yuan } from './index.js';

const door: Lifecycle<'open' | 'shut' | 'gone', 'close' | 'open' | 'remove'> = {
  open: { close: 'shut' },
  shut: { open: 'open', remove: 'gone' },
  gone: {},
};

describe('a lifecycle', () => {
  it('leads where its table says and refuses every other act', () => {
    expect(next(door, 'open', 'close')).toBe('shut');
    expect(() => next(door, 'open', 'remove')).toThrow(Refused);
    expect(acts(door, 'shut')).toEqual(['open', 'remove']);
  });
  it('is drawn from the table', () => {
    expect(diagram(door)).toBe(
      'stateDiagram-v2\n  [*] --> open\n  open --> shut: close\n  shut --> open: open\n  shut --> gone: remove\n  gone --> [*]',
    );
  });
});

describe('money', () => {
  it.each([
    ['850000.00', 85_000_000n],
    ['850,000', 85_000_000n],
    ['0.5', 50n],
    ['-12.34', -1234n],
    ['0', 0n],
  ])('reads %s', (text, fen) => expect(yuan(text)).toBe(fen));
  it.each(['', '1.234', '1e9', '85万', '8,50,000', ' ', '0x10', '1.', 'NaN', '99999999999999'])('does not read "%s"', (text) => {
    expect(parseYuan(text)).toBeUndefined();
    expect(() => yuan(text)).toThrow(Refused);
  });
  it('writes what it reads, for every amount', () => {
    fc.assert(fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), (fen) => yuan(toYuan(fen)) === fen));
  });
  it('shows thousands', () => expect(showYuan(128_000_000n)).toBe('¥1,280,000.00'));
  it('splits an instalment plan so that the last part takes the remainder (T9)', () => {
    expect(allot(yuan('888888.88'), [30, 50, 20]).map(toYuan)).toEqual(['266666.66', '444444.44', '177777.78']);
    expect(allot(yuan('100000.00'), [1, 1, 1]).map(toYuan)).toEqual(['33333.33', '33333.33', '33333.34']);
  });
  it('never loses or makes a fen when splitting', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 13n),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }),
        (fen, weights) => {
          return allot(fen, weights).reduce((sum, part) => sum + part, 0n) === fen;
        },
      ),
    );
  });
  it('cuts a portion down to the fen', () => expect(portion(10_001n, 9_500)).toBe(9_500n));
  it.each([
    [0n, '零元整'],
    [85_000_000n, '捌拾伍万元整'],
    [128_000_000n, '壹佰贰拾捌万元整'],
    [100_005_000n, '壹佰万零伍拾元整'],
    [26_666_666n, '贰拾陆万陆仟陆佰陆拾陆元陆角陆分'],
    [10_005n, '壹佰元零伍分'],
    [1_050n, '壹拾元伍角整'],
    [10_000_000_000_00n, '壹佰亿元整'],
    [7n, '柒分'],
  ])('writes %d fen in words', (fen, words) => expect(inWords(fen)).toBe(words));
});
