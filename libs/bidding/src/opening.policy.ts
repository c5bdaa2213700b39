import { type Actor, has } from '#kernel';
import type { Office } from '#sealing';

/** A holder of a key of a box, with the unit it is kept for. */
export interface Holder {
  readonly office: Office;
  readonly organizationId: string;
  /** Name of the unit. */
  readonly unit: string;
  /** `age1…`. */
  readonly recipient: string;
}

/** The office for which a person may come to an opening: key holders of the three units the notice names. */
export function officeOf(actor: Actor, holders: readonly Holder[]): Office | undefined {
  if (!has(actor, 'key_holder')) return undefined;
  return holders.find(({ organizationId }) => organizationId === actor.organizationId)?.office;
}

/** Who watches over the money and the rules, and the buyer itself: may follow an opening and read opened offers. */
export function watches(actor: Actor, { departmentId }: { departmentId: string }): boolean {
  if (actor.organizationId === departmentId) return has(actor, 'handler', 'approver');
  return has(actor, 'finance_checker', 'finance_approver', 'supervisor');
}

/** Who may follow an opening without being a bidder. The panel is let in by `evaluation`. */
export function mayFollow(actor: Actor, procedure: { departmentId: string; holders?: readonly Holder[] }): boolean {
  return watches(actor, procedure) || officeOf(actor, procedure.holders ?? []) !== undefined;
}

/** The side a person may take when bidders are to open their own envelopes: the buyer's approver and the supervisor. */
export function fallbackSide(actor: Actor, { departmentId }: { departmentId: string }): 'buyer' | 'supervisor' | undefined {
  if (actor.organizationId === departmentId) return has(actor, 'approver') ? 'buyer' : undefined;
  return has(actor, 'supervisor') ? 'supervisor' : undefined;
}
