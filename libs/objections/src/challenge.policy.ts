import { type Actor, confirmedWithin, has, type Policy } from '#kernel';

/** What the policies look at. */
export interface ChallengeParties {
  readonly providerId: string;
  readonly departmentId: string;
  readonly examinedBy: string | null;
}

/** The same with everybody who handled the purchase: drafted, published, decided or announced. */
export interface Handled extends ChallengeParties {
  readonly handlers: readonly string[];
}

const ofBuyer = (actor: Actor, { departmentId }: { readonly departmentId: string }): boolean => actor.organizationId === departmentId;

/** The buyer's people who take up and answer objections. */
const atDesk = (actor: Actor, parties: { readonly departmentId: string }): boolean =>
  ofBuyer(actor, parties) && has(actor, 'handler', 'approver', 'acceptor');

export const challengePolicy = {
  /** Those who speak for a supplier. */
  file: (actor: Actor) => has(actor, 'provider_admin', 'project_lead'),
  own: (actor: Actor, { providerId }: Pick<ChallengeParties, 'providerId'>) =>
    actor.organizationId === providerId && has(actor, 'provider_admin', 'project_lead'),
  examine: (actor: Actor, challenge: Pick<ChallengeParties, 'departmentId'>) => atDesk(actor, challenge),
  /** The desk that answers stands apart from the one that handled the purchase, and four eyes see each challenge. */
  answer: (actor: Actor, challenge: Handled) =>
    atDesk(actor, challenge) && actor.personId !== challenge.examinedBy && !challenge.handlers.includes(actor.personId),
} as const;

/** Its own supplier, the buyer's people and those who supervise or decide complaints; for others there is nothing there. */
export const maySeeChallenge: Policy<Pick<ChallengeParties, 'providerId' | 'departmentId'>> = (actor, challenge) =>
  (actor.organizationId === challenge.providerId && !has(actor, 'expert')) ||
  atDesk(actor, challenge) ||
  has(actor, 'supervisor', 'finance_checker', 'finance_approver');

export const confirmed: Policy<Date> = (actor, at) => confirmedWithin(actor, at);
