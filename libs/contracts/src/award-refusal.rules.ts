import { refuse, type Refusal } from '#kernel';
import type { Signature } from './contract.entity.js';

/** How far the contract of an award has come when its winner does not sign. */
export interface TowardsSigning {
  readonly offeredAt: Date | null;
  readonly signatures: readonly Pick<Signature, 'side'>[];
}

const signed = ({ signatures }: TowardsSigning): boolean => signatures.some(({ side }) => side === 'provider');

/** Whoever has signed can no longer refuse to. */
export function mayStillRefuse(contract: TowardsSigning | null): Refusal | undefined {
  return contract && signed(contract) ? refuse('conflict', 'award.winner-signed') : undefined;
}

/**
 * The buyer may take silence for a refusal: a text was offered, the time to sign is over and the winner has not signed
 * (Procurement Law Art. 46, Implementing Regulation Art. 49).
 */
export function silenceRefuses(contract: TowardsSigning | null, dueAt: Date | null, now: Date): Refusal | undefined {
  if (!contract?.offeredAt) return refuse('conflict', 'award.nothing-offered');
  if (signed(contract)) return refuse('conflict', 'award.winner-signed');
  return dueAt && now >= dueAt ? undefined : refuse('conflict', 'award.time-to-sign', dueAt ? { dueAt } : {});
}

/** An award that was announced and has no contract that binds. */
export function isToSign({ state }: { readonly state: string }): Refusal | undefined {
  return ['announced', 'held'].includes(state) ? undefined : refuse('conflict', 'contract.award-not-announced', { state });
}
