import { has, nobody, type Policy } from '#kernel';

/** The platform itself (start, command line) and its operator keep the register's files. */
export const mayImport: Policy<null> = (actor) => actor.personId === nobody || has(actor, 'operator');

/** Credit events are entered by the supervisors, never about their own organization. */
export const mayJudgeStanding: Policy<{ readonly id: string }> = (actor, organization) =>
  has(actor, 'supervisor') && actor.organizationId !== organization.id;
