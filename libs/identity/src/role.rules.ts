import { refuse, type Refusal, type Role } from '#kernel';
import type { OrganizationKind } from '#organizations';

/** Which roles each kind of organization has; nobody is given another. */
export const rolesOfKind: Readonly<Record<OrganizationKind, readonly Role[]>> = {
  department: ['handler', 'approver', 'acceptor', 'key_holder'],
  finance: ['finance_checker', 'finance_approver', 'cashier', 'key_holder'],
  supervisor: ['supervisor', 'key_holder'],
  provider: ['provider_admin', 'project_lead', 'provider_finance', 'field_staff'],
  agency: ['expert', 'operator'],
};

/** Who looks after the team of each kind; an organization always keeps one. */
export const leadOfKind: Readonly<Record<OrganizationKind, Role>> = {
  department: 'approver',
  finance: 'finance_approver',
  supervisor: 'supervisor',
  provider: 'provider_admin',
  agency: 'operator',
};

/**
 * Pairs of duties that one person never holds, in whatever organizations:
 * drafting and approving a tender, drafting and accepting the work; first check, second check and disbursement of
 * money; buying or accepting and paying; evaluating and deciding; keeping a key of the box and bidding, judging or
 * running the platform; watching or running the platform and anything else
 * (不相容岗位分离, 行政事业单位内部控制规范 Art. 12; 三权分立).
 */
export const incompatible: readonly (readonly [Role, Role])[] = [
  ['handler', 'approver'],
  ['handler', 'acceptor'],
  ['finance_checker', 'finance_approver'],
  ['finance_checker', 'cashier'],
  ['finance_approver', 'cashier'],
  ...pairs(['handler', 'approver', 'acceptor'], ['finance_checker', 'finance_approver', 'cashier']),
  ...pairs(['handler', 'approver', 'acceptor'], ['expert']),
  ...pairs(
    ['handler', 'approver', 'acceptor', 'finance_checker', 'finance_approver', 'cashier'],
    ['provider_admin', 'project_lead', 'provider_finance', 'field_staff'],
  ),
  ...pairs(
    ['supervisor', 'operator'],
    [
      'handler',
      'approver',
      'acceptor',
      'provider_admin',
      'project_lead',
      'provider_finance',
      'field_staff',
      'expert',
      'finance_checker',
      'finance_approver',
      'cashier',
    ],
  ),
  ['supervisor', 'operator'],
  ...pairs(['key_holder'], ['provider_admin', 'project_lead', 'provider_finance', 'field_staff', 'expert', 'operator']),
];

function pairs(some: readonly Role[], others: readonly Role[]): (readonly [Role, Role])[] {
  return some.flatMap((one) => others.map((other) => [one, other] as const));
}

/** Refuses `identity.role-not-here` when a role does not belong to the kind of organization. */
export function rolesFit(kind: OrganizationKind, wanted: readonly Role[]): Refusal | undefined {
  const strange = wanted.find((role) => !rolesOfKind[kind].includes(role));
  if (strange) return onRoles('identity.role-not-here', { role: strange, said: said(strange) });
  return wanted.length === 0 ? onRoles('identity.role-needed', {}) : undefined;
}

/** Refuses `identity.roles-incompatible` when one person would hold both sides of a pair, all memberships counted. */
export function dutiesApart(held: readonly Role[]): Refusal | undefined {
  const pair = incompatible.find(([one, other]) => held.includes(one) && held.includes(other));
  return (
    pair &&
    onRoles('identity.roles-incompatible', {
      one: pair[0],
      other: pair[1],
      oneSaid: said(pair[0]),
      otherSaid: said(pair[1]),
    })
  );
}

/** Refuses `identity.last-lead` when a team that has somebody to look after it would have nobody any more. */
export function keepsLead(
  kind: OrganizationKind,
  before: readonly (readonly Role[])[],
  after: readonly (readonly Role[])[],
): Refusal | undefined {
  const lead = leadOfKind[kind];
  const led = (team: readonly (readonly Role[])[]): boolean => team.some((roles) => roles.includes(lead));
  return led(before) && !led(after) ? refuse('conflict', 'identity.last-lead', { role: lead, said: said(lead) }) : undefined;
}

function onRoles(code: string, facts: Readonly<Record<string, string>>): Refusal {
  return refuse('conflict', code, facts, [{ field: 'roles', code, facts }]);
}

const chinese: Readonly<Record<Role, string>> = {
  handler: '经办',
  approver: '审核',
  acceptor: '验收',
  provider_admin: '机构管理员',
  project_lead: '项目负责人',
  provider_finance: '机构财务',
  field_staff: '现场人员',
  expert: '评审专家',
  finance_checker: '财政初审',
  finance_approver: '财政复核',
  cashier: '出纳',
  supervisor: '监督',
  operator: '平台运维',
  key_holder: '密钥保管人',
};

/** A role in a sentence, readable in either language. */
const said = (role: Role): string => `${chinese[role]} ${role}`;
