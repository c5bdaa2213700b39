import { type Refusal, refuse } from '#kernel';
import { holders, type PaymentState } from './payment.lifecycle.js';

/** A provider may ask once in every step that somebody else has in hand. */
export function mayAskAgain(payment: { state: PaymentState; since: Date }, lastAsked: Date | null): Refusal | undefined {
  const holder = holders[payment.state];
  if (holder === null || holder === 'provider') return refuse('conflict', 'payment.nobody-to-remind');
  return lastAsked && lastAsked >= payment.since ? refuse('conflict', 'payment.reminded-already', { at: lastAsked }) : undefined;
}
