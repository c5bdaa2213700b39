import { registerMessages, tell, translate } from './messages.js';

registerMessages({
  'spec.left': ['还差 {count} 份报价', '{count} quotes missing'],
  'spec.due': ['{at} 前付 {amount}', 'pay {amount} by {at}'],
});

describe('a message', () => {
  it('is told in the language of the reader', () => {
    expect(translate('zh', 'spec.left', { count: 1 })).toBe('还差 1 份报价');
    expect(translate('en', 'spec.left', { count: 1 })).toBe('1 quotes missing');
  });

  it('shows times in Beijing and amounts as yuan', () => {
    const facts = { at: new Date('2026-11-30T09:00:00Z'), amount: 128_000_000n };
    expect(translate('zh', 'spec.due', facts)).toBe('2026年11月30日 17:00 前付 ¥1,280,000.00');
    expect(translate('en', 'spec.due', facts)).toBe('pay ¥1,280,000.00 by 30 November 2026, 17:00 (Beijing)');
  });

  it('keeps the place of a fact that is not there', () => {
    expect(translate('zh', 'spec.left')).toBe('还差 {count} 份报价');
  });

  it('is not looked up when it is data already', () => {
    expect(tell('en', '社区养老')).toBe('社区养老');
  });

  it('fails a test when its key is unknown', () => {
    expect(() => translate('zh', 'spec.nowhere')).toThrow('no message "spec.nowhere"');
  });

  it('has one meaning', () => {
    expect(() => registerMessages({ 'spec.left': ['缺', 'missing'] })).toThrow('told twice');
    expect(() => registerMessages({ 'spec.left': ['还差 {count} 份报价', '{count} quotes missing'] })).not.toThrow();
  });
});
