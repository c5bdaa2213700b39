import { refuse } from '#kernel';
import { controlId, openForm, refusedForm } from './form-state.js';

const sentence = (code: string): string => `<${code}>`;

describe('a refused form', () => {
  const faults = [
    { field: 'title', code: 'input.is-not-empty' },
    { field: 'criteria.0.weight', code: 'input.max' },
  ];

  it('keeps every answer and links each fault to its field', () => {
    const form = refusedForm(refuse('invalid', 'input.invalid', {}, faults), { title: '', people: '12' }, sentence, 'zh');
    expect(form.status).toBe(422);
    expect(form.values).toEqual({ title: '', people: '12' });
    expect(form.faults['criteria.0.weight']).toBe('<input.max>');
    expect(form.summary).toEqual([
      { text: '<input.is-not-empty>', href: '#f-title' },
      { text: '<input.max>', href: '#f-criteria-0-weight' },
    ]);
  });

  it('says the reason itself when no field is to blame', () => {
    const form = refusedForm(refuse('conflict', 'bid.window-closed'), {}, sentence, 'zh');
    expect(form.status).toBe(409);
    expect(form.summary).toEqual([{ text: '<bid.window-closed>', href: null }]);
  });

  it('asks for a new key each time it is shown', () => {
    expect(openForm().key).not.toBe(openForm().key);
  });

  it('gives a field one id everywhere', () => {
    expect(controlId('criteria.0.weight')).toBe('f-criteria-0-weight');
  });
});
