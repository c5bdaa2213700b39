import { acts, type Actor, next, nobody } from '#kernel';
import { budgetLineLifecycle, budgetLineStates } from './budget-line.lifecycle.js';
import { budgetLinePolicy } from './budget-line.policy.js';
import { type PlanItemAct, planItemLifecycle, planItemStates, publicStates } from './plan-item.lifecycle.js';
import { mayDo, planItemPolicy } from './plan-item.policy.js';

describe('the life of a plan item', () => {
  it('goes from draft to settled through two reviews', () => {
    const way: PlanItemAct[] = ['edit', 'submit', 'endorse', 'approve', 'announce', 'use', 'release', 'use', 'settle'];
    expect(way.reduce((state, act) => next(planItemLifecycle, state, act), planItemStates[0] as (typeof planItemStates)[number])).toBe(
      'settled',
    );
  });

  it.each(planItemStates)('allows in %s only what is on the table', (state) => {
    const all: PlanItemAct[] = ['edit', 'submit', 'endorse', 'return', 'approve', 'announce', 'use', 'release', 'settle', 'drop'];
    for (const act of all)
      if (acts(planItemLifecycle, state).includes(act)) expect(planItemStates).toContain(next(planItemLifecycle, state, act));
      else expect(() => next(planItemLifecycle, state, act)).toThrow('lifecycle.not-now');
  });

  it('is public from the announcement on', () => {
    expect(planItemStates.filter((state) => publicStates.includes(state))).toEqual(['announced', 'in_procedure', 'settled']);
  });

  it('ends for a budget line at its closing', () => {
    expect(budgetLineStates.map((state) => acts(budgetLineLifecycle, state))).toEqual([['approve'], ['adjust', 'close'], []]);
  });
});

describe('who may', () => {
  const person = (personId: string, organizationId: string, ...roles: Actor['roles'][number][]): Actor => ({
    personId,
    organizationId,
    roles,
    name: personId,
    confirmedAt: null,
  });
  const item = { departmentId: 'mz', state: 'draft', draftedBy: 'li', submittedBy: 'li', endorsedBy: 'wang' } as const;

  it('write and submit is the department’s handler, nobody else’s', () => {
    expect(planItemPolicy.submit(person('li', 'mz', 'handler'), item)).toBe(true);
    expect(planItemPolicy.submit(person('li', 'cl', 'handler'), item)).toBe(false);
    expect(planItemPolicy.submit(person('li', 'mz', 'approver'), item)).toBe(false);
  });

  it('endorse is an approver of the department who did not submit', () => {
    expect(mayDo(person('wang', 'mz', 'approver'), 'endorse', item)).toBe(true);
    expect(mayDo(person('li', 'mz', 'approver', 'handler'), 'endorse', item)).toBe(false);
    expect(mayDo(person('wang', 'cl', 'approver'), 'endorse', item)).toBe(false);
  });

  it('approve is somebody of finance who had no hand in it', () => {
    expect(mayDo(person('zhao', 'cz', 'finance_checker'), 'approve', item)).toBe(true);
    expect(mayDo(person('wang', 'cz', 'finance_checker'), 'approve', item)).toBe(false);
    expect(mayDo(person('zhao', 'cz', 'cashier'), 'approve', item)).toBe(false);
  });

  it('see a draft is its department, finance and supervisors', () => {
    expect(planItemPolicy.see(person('x', 'cl', 'handler'), item)).toBe(false);
    expect(planItemPolicy.see(person('x', 'sj', 'supervisor'), item)).toBe(true);
    expect(planItemPolicy.see(person('x', 'cl', 'handler'), { ...item, state: 'announced' })).toBe(true);
  });

  it('start a procedure is the department, or the platform for it', () => {
    expect(planItemPolicy.use(person('x', 'cl'), item)).toBe(false);
    expect(planItemPolicy.use(person(nobody, nobody), item)).toBe(true);
  });

  it('approve a line is not who imported it', () => {
    const line = { departmentId: 'mz', importedBy: 'zhao' };
    expect(budgetLinePolicy.approveAsSecond(person('zhao', 'cz', 'finance_approver'), line)).toBe(false);
    expect(budgetLinePolicy.approveAsSecond(person('qian', 'cz', 'finance_approver'), line)).toBe(true);
  });
});
