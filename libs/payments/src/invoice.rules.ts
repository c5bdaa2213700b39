import { type Fen, type Refusal, refuse } from '#kernel';

/** What a provider brings to be paid. */
export interface Invoice {
  readonly number: string;
  /** Civil date. */
  readonly date: string;
  readonly amount: Fen;
}

const fault = (field: string, code: string, facts: Record<string, string | bigint> = {}): Refusal =>
  refuse('invalid', code, facts, [{ field, code, facts }]);

/**
 * The number of a fully digitalized e-invoice: places 1–2 the year it was issued in, 3–4 the tax region, 5 the channel,
 * 6–20 a serial.
 */
export function invoiceNumberFault({ number, date }: Pick<Invoice, 'number' | 'date'>): Refusal | undefined {
  if (!/^\d{20}$/.test(number)) return fault('invoiceNumber', 'invoice.number');
  const region = Number(number.slice(2, 4));
  if (region < 11 || region > 65) return fault('invoiceNumber', 'invoice.region', { region: number.slice(2, 4) });
  if (number.slice(0, 2) !== date.slice(2, 4)) return fault('invoiceNumber', 'invoice.year', { year: `20${number.slice(0, 2)}`, date });
  return undefined;
}

export function invoiceDateFault({ date }: Pick<Invoice, 'date'>, today: string): Refusal | undefined {
  return date > today ? fault('invoiceDate', 'invoice.future', { date }) : undefined;
}

/** An invoice is for what is payable, to the fen; the sentence names the three sums. */
export function amountFault({ amount }: Pick<Invoice, 'amount'>, sums: { instalment: Fen; payable: Fen }): Refusal | undefined {
  if (amount === sums.payable) return undefined;
  const more = amount > sums.payable;
  const difference = more ? amount - sums.payable : sums.payable - amount;
  return fault('amount', more ? 'payment.amount-above' : 'payment.amount-below', {
    ...sums,
    invoice: amount,
    difference,
  });
}

/** 8 to 30 digits, written with or without spaces. */
export function accountFault(account: string): Refusal | undefined {
  return /^\d{8,30}$/.test(account) ? undefined : fault('account', 'payment.account');
}
export const plainAccount = (written: string): string => written.replaceAll(/[\s-]/g, '');
