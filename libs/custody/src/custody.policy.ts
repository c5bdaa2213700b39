import { type Actor, has } from '#kernel';
import type { KeyHolder } from './key-holder.view.js';

const ownUnit = (actor: Actor, holder: Pick<KeyHolder, 'organizationId'>): boolean => actor.organizationId === holder.organizationId;

/** Those who look after a unit's team look after who keeps its key. */
const leads = (actor: Actor): boolean => has(actor, 'approver', 'finance_approver', 'supervisor');

export const custodyPolicy = {
  enrol: (actor: Actor): boolean => has(actor, 'key_holder'),
  /** The unit's own people see its holder with the name. */
  see: (actor: Actor, holder: Pick<KeyHolder, 'organizationId'>): boolean => ownUnit(actor, holder),
  /** A loss is told by the holder or by the lead of the unit. */
  reportLoss: (actor: Actor, holder: Pick<KeyHolder, 'organizationId' | 'personId'>): boolean =>
    ownUnit(actor, holder) && (leads(actor) || actor.personId === holder.personId),
  replace: (actor: Actor, holder: Pick<KeyHolder, 'organizationId'>): boolean => ownUnit(actor, holder) && leads(actor),
} as const;
