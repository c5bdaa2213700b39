import { type Refusal, refuse } from '#kernel';

/** Why a request goes back. The last is the payer's own doing. */
export const returnCodes = ['invoice-wrong', 'payee-wrong', 'amount-wrong', 'papers-missing', 'office-error'] as const;
export type ReturnCode = (typeof returnCodes)[number];

/**
 * A fault of the payer does not stop the payer's clock: the 30 days run from the first correct invoice
 * (财库〔2019〕38号第三条).
 */
export const stopsTheClock = (code: ReturnCode): boolean => code !== 'office-error';

/** Why the bank did not carry an order out. */
export function rejectionText(reason: string | null): string {
  return reason?.trim() || 'RJCT';
}

export function reasonGiven(text: string): Refusal | undefined {
  return text.trim().length >= 4
    ? undefined
    : refuse('invalid', 'payment.reason-short', {}, [{ field: 'text', code: 'payment.reason-short' }]);
}
