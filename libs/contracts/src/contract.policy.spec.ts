import { acts, type Actor, next, type Role } from '#kernel';
import { type ContractAct, contractLifecycle, contractStates } from './contract.lifecycle.js';
import { mayDraft, mayEnd, mayPublish, mayReject, maySee, maySign } from './contract.policy.js';

const actor = (organizationId: string, personId: string, ...roles: Role[]): Actor => ({
  organizationId,
  personId,
  roles,
  name: personId,
  confirmedAt: null,
});
const contract = {
  departmentId: 'dep',
  providerId: 'pro',
  draftedBy: 'zhang',
  offeredBy: 'li',
  state: 'offered',
  publishedAt: null,
} as const;

describe('who may', () => {
  it('sign for the buyer: an approver who neither drafted nor offered', () => {
    expect(maySign(actor('dep', 'wang', 'approver'), contract)).toBe(true);
    expect(maySign(actor('dep', 'zhang', 'approver', 'handler'), contract)).toBe(false);
    expect(maySign(actor('dep', 'li', 'approver'), contract)).toBe(false);
    expect(maySign(actor('dep', 'wang', 'handler'), contract)).toBe(false);
  });
  it('sign for the provider: its administrator only', () => {
    expect(maySign(actor('pro', 'p', 'provider_admin'), contract)).toBe(true);
    expect(maySign(actor('pro', 'p', 'project_lead'), contract)).toBe(false);
    expect(maySign(actor('other', 'p', 'provider_admin'), contract)).toBe(false);
  });
  it('see a draft: the department, never the provider; a stranger sees nothing', () => {
    expect(maySee(actor('pro', 'p', 'provider_admin'), { ...contract, state: 'drafted' })).toBe(false);
    expect(maySee(actor('pro', 'p', 'provider_admin'), contract)).toBe(true);
    expect(maySee(actor('dep', 'x', 'handler'), { ...contract, state: 'drafted' })).toBe(true);
    expect(maySee(actor('other', 'x', 'handler', 'approver', 'provider_admin'), contract)).toBe(false);
  });
  it('draft, publish and end: people of the department in their roles', () => {
    expect([mayDraft, mayPublish, mayEnd].map((policy) => policy(actor('dep', 'x', 'handler'), contract))).toEqual([true, true, false]);
    expect([mayDraft, mayPublish, mayEnd].map((policy) => policy(actor('dep', 'x', 'approver'), contract))).toEqual([false, true, true]);
    expect([mayDraft, mayPublish, mayEnd, mayReject].some((policy) => policy(actor('other', 'x', 'handler', 'approver'), contract))).toBe(
      false,
    );
  });
});

describe('the life of a contract', () => {
  const all: ContractAct[] = ['redraft', 'offer', 'sign', 'reject', 'publish', 'file', 'complete', 'terminate'];
  it.each(contractStates.flatMap((state) => all.map((act) => [state, act] as const)))('in %s answers or refuses %s', (state, act) => {
    if (acts(contractLifecycle, state).includes(act)) expect(next(contractLifecycle, state, act)).toBe(contractLifecycle[state][act]);
    else expect(() => next(contractLifecycle, state, act)).toThrow('lifecycle.not-now');
  });
  it('needs two signatures to bind', () =>
    expect(next(contractLifecycle, next(contractLifecycle, 'offered', 'sign'), 'sign')).toBe('active'));
});
