import { type Actor, confirmedWithin, has, type Policy } from '#kernel';

/** What the policies look at. */
export interface ChallengeParties {
  readonly providerId: string;
  readonly departmentId: string;
  readonly examinedBy: string | null;
}

const ofBuyer = (actor: Actor, { departmentId }: Pick<ChallengeParties, 'departmentId'>): boolean => actor.organizationId === departmentId;

export const challengePolicy = {
  /** Those who speak for a bidder. */
  file: (actor: Actor) => has(actor, 'provider_admin', 'project_lead'),
  examine: (actor: Actor, challenge: ChallengeParties) => ofBuyer(actor, challenge) && has(actor, 'handler', 'approver'),
  /** Four eyes: who took it up does not answer it. */
  answer: (actor: Actor, challenge: ChallengeParties) =>
    ofBuyer(actor, challenge) && has(actor, 'approver') && actor.personId !== challenge.examinedBy,
} as const;

/** Its own bidder, the buyer's people and those who supervise; for everybody else there is nothing there. */
export const maySeeChallenge: Policy<Pick<ChallengeParties, 'providerId' | 'departmentId'>> = (actor, challenge) =>
  actor.organizationId === challenge.providerId ||
  (ofBuyer(actor, challenge) && has(actor, 'handler', 'approver')) ||
  has(actor, 'supervisor');

export const confirmed: Policy<Date> = (actor, at) => confirmedWithin(actor, at);
