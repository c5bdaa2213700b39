import { refuse, Refused } from './refusal.js';

/**
 * What a membership lets a person do for their organization.
 * buyer: handler 经办, approver 审核, acceptor 验收 · provider: provider_admin, project_lead, provider_finance, field_staff
 * key_holder 密钥保管人, of a buyer, finance or a supervisor · expert 评审专家 · finance_checker 初审, finance_approver 复核, cashier 出纳 · supervisor 监督 · operator 平台运维
 */
export const roles = [
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
  'supervisor',
  'operator',
  'key_holder',
] as const;
export type Role = (typeof roles)[number];

/** Who does it: a person, for an organization, with the roles held there. Duties are kept apart per person. */
export interface Actor {
  readonly personId: string;
  readonly organizationId: string;
  readonly roles: readonly Role[];
  readonly name: string;
  /** When this person last proved who they are (password or second factor) in this session. */
  readonly confirmedAt: Date | null;
}

/** The platform itself, when a clock or a reader acts. Its ids are the nil UUID. */
export const nobody = '00000000-0000-0000-0000-000000000000';
export function system(name: string): Actor {
  return { personId: nobody, organizationId: nobody, roles: [], name: `system:${name}`, confirmedAt: null };
}

export const has = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role));

/** Did this person prove who they are within the last minutes? Grave acts (sign, open, release money) ask for it. */
export const confirmedWithin = (actor: Actor, at: Date, minutes = 5): boolean =>
  actor.confirmedAt !== null && at.getTime() - actor.confirmedAt.getTime() <= minutes * 60_000;

/** May this actor do this to that? Pure; what it needs is loaded before. */
export type Policy<Subject> = (actor: Actor, subject: Subject) => boolean;

/** Lets the act pass or refuses it as forbidden. What an actor may not even see must be `absent` instead. */
export function authorize<Subject>(policy: Policy<Subject>, actor: Actor, subject: Subject, code = 'forbidden'): void {
  if (!policy(actor, subject)) throw new Refused(refuse('forbidden', code));
}
