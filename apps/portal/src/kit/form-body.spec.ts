import { answers, keyOf, nested } from './form-body.js';

const key = '7d2b6c1e-6a0f-4a53-9f6e-0d6a1c7f3b52';

describe('a form that was sent', () => {
  it('becomes the input it describes', () => {
    const flat = answers({
      title: '助餐',
      'criteria.1.name': '方案',
      'criteria.0.name': '价格',
      'criteria.0.weight': '20',
      'groups[]': 'elders',
    });
    expect(nested(flat)).toEqual({
      title: '助餐',
      criteria: [{ name: '价格', weight: '20' }, { name: '方案' }],
      groups: ['elders'],
    });
  });

  it('leaves out what was not answered, and what belongs to the form itself', () => {
    expect(nested(answers({ _key: key, _then: 'exit', title: '', need: 'a\r\nb' }))).toEqual({
      need: 'a\nb',
    });
  });

  it('keeps several answers as a list', () => {
    expect(answers({ lots: ['1', '2'] })).toEqual({ lots: ['1', '2'] });
  });

  it('cannot reach where no field is', () => {
    const flat = answers(JSON.parse('{"__proto__.admin":"1","a.constructor.b":"1","a..b":"1","n":5}'));
    expect(flat).toEqual({ n: '' });
    expect(Object.getPrototypeOf(nested(flat))).toBe(Object.prototype);
  });

  it('survives a field that is both a value and a branch', () => {
    expect(nested({ a: '1', 'a.b': '2' })).toEqual({ a: { b: '2' } });
  });

  it('has its key when the key is one', () => {
    expect(keyOf({ _key: key })).toBe(key);
    expect(keyOf({ _key: 'again' })).toBeUndefined();
    expect(keyOf(undefined)).toBeUndefined();
  });
});
