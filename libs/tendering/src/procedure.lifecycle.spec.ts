import { acts, next, Refused } from '#kernel';
import { due, type ProcedureAct, procedureLifecycle, procedureStates } from './procedure.lifecycle.js';

const all: ProcedureAct[] = [
  'submit',
  'return',
  'abandon',
  'publish',
  'correct',
  'extend',
  'suspend',
  'resume',
  'close',
  'cancel',
  'fail',
  'complete',
];

test.each(procedureStates.flatMap((state) => all.map((act) => [state, act] as const)))(
  '%s × %s follows the table or is refused',
  (state, act) => {
    const leads = procedureLifecycle[state][act];
    if (leads) expect(next(procedureLifecycle, state, act)).toBe(leads);
    else expect(() => next(procedureLifecycle, state, act)).toThrow(Refused);
  },
);

test('what has ended does not begin again', () => {
  for (const state of ['failed', 'completed', 'cancelled', 'abandoned'] as const) expect(acts(procedureLifecycle, state)).toEqual([]);
});

test('only an open procedure closes by itself', () => {
  const closesAt = new Date();
  expect(due({ state: 'open', closesAt })).toBe(closesAt);
  expect(due({ state: 'suspended', closesAt })).toBeNull();
});
