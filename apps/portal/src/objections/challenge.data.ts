import { type Actor, confirmedWithin } from '#kernel';
import { challengePolicy, type ChallengeRow, type ChallengeState } from '#objections';
import type { TagColour } from '../kit/index.js';

export const challengeColours: Readonly<Record<ChallengeState, TagColour>> = {
  filed: 'yellow',
  accepted: 'orange',
  refused: 'grey',
  answered: 'blue',
};

/** One challenge as a page shows it to this reader, with the acts that are theirs. */
export function challengePage(challenge: ChallengeRow, actor: Actor) {
  const here = `/buy/challenges/${challenge.id}`;
  const ofBuyer = actor.organizationId === challenge.departmentId;
  return {
    challenge: {
      ...challenge,
      evidence: challenge.evidence.map(({ id, name, size, sha256 }) => ({
        href: `/files/${id}`,
        name,
        size: `${Math.max(1, Math.round(size / 1024))} KB`,
        digest: sha256,
      })),
    },
    colour: challengeColours[challenge.state],
    here,
    ofBuyer,
    open: challenge.state === 'filed' || challenge.state === 'accepted',
    toExamine: challenge.state === 'filed' && challengePolicy.examine(actor, challenge),
    toAnswer: challenge.state === 'accepted' && challengePolicy.answer(actor, challenge),
    whyNot: ofBuyer && challenge.state === 'accepted' && !challengePolicy.answer(actor, challenge),
    confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(here)}`,
    affects: ['yes', 'no'].map((value) => ({
      value,
      text: { key: `objections.affects.${value}` },
      hint: { key: `objections.affectsHint.${value}` },
    })),
    outcomes: (['upheld', 'partly', 'dismissed'] as const).map((value) => ({
      value,
      text: { key: `objections.outcome.${value}` },
      hint: { key: `objections.outcomeHint.${value}` },
    })),
  };
}
