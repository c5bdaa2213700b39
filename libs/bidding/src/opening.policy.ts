import { type Actor, has } from '#kernel';

/** For whom a person stands at an opening: the buyer, or those who watch over the money and the rules. */
export const sides = ['buyer', 'oversight'] as const;
export type Side = (typeof sides)[number];

/** The side a person may take; two sides, two persons, two organizations (no bidder and no panel member among them). */
export function sideOf(actor: Actor, { departmentId }: { departmentId: string }): Side | undefined {
  if (actor.organizationId === departmentId) return has(actor, 'handler', 'approver') ? 'buyer' : undefined;
  return has(actor, 'finance_checker', 'finance_approver', 'supervisor') ? 'oversight' : undefined;
}

/** Who may follow an opening and read opened offers without being a bidder. The panel is let in by `evaluation`. */
export function mayFollow(actor: Actor, procedure: { departmentId: string }): boolean {
  return sideOf(actor, procedure) !== undefined;
}
