import { type Fen, type Refusal, refuse } from '#kernel';

export const matchItems = ['payee', 'instalment', 'acceptance', 'amount', 'invoice', 'total'] as const;
export type MatchItem = (typeof matchItems)[number];

/** One line of the three-way match: what each of the three papers says, and whether they agree. */
export interface MatchLine {
  readonly item: MatchItem;
  readonly contract: string | Fen | Date | null;
  readonly acceptance: string | Fen | Date | null;
  readonly invoice: string | Fen | Date | null;
  readonly agrees: boolean;
}

/** What the three papers say. */
export interface Matching {
  readonly contract: {
    readonly number: string;
    readonly bound: boolean;
    readonly provider: string;
    readonly price: Fen;
    readonly instalmentNo: number;
    readonly instalment: Fen;
    /** Payable for this contract without this payment. */
    readonly others: Fen;
  };
  readonly acceptance: {
    readonly no: number;
    readonly accepted: boolean;
    readonly acceptedAt: Date | null;
    readonly final: boolean;
    readonly payable: Fen | null;
    readonly deduction: Fen | null;
  };
  readonly invoice: {
    readonly number: string;
    /** Civil date. */
    readonly date: string;
    readonly payee: string;
    readonly amount: Fen;
    /** The number is registered for this payment and no other. */
    readonly own: boolean;
  };
  readonly amount: Fen;
}

/** Contract, acceptance and invoice side by side. Any line that does not agree stops the payment. */
export function matched({ contract, acceptance, invoice, amount }: Matching): MatchLine[] {
  const { payable, deduction } = acceptance;
  const whole = payable !== null && deduction !== null ? payable + deduction : null;
  return [
    line('payee', contract.provider, null, invoice.payee, same(contract.provider, invoice.payee)),
    line('instalment', contract.instalment, whole, null, whole === contract.instalment && contract.instalmentNo === acceptance.no),
    line('acceptance', contract.number, acceptance.acceptedAt, null, contract.bound && acceptance.accepted && acceptance.final),
    line(
      'amount',
      contract.instalment,
      payable,
      invoice.amount,
      payable === amount && invoice.amount === amount && amount <= contract.instalment,
    ),
    line('invoice', null, null, invoice.number, invoice.own),
    line('total', contract.price, contract.others + amount, null, contract.others + amount <= contract.price),
  ];
}

const line = (
  item: MatchItem,
  contract: MatchLine['contract'],
  acceptance: MatchLine['acceptance'],
  invoice: MatchLine['invoice'],
  agrees: boolean,
): MatchLine => ({ item, contract, acceptance, invoice, agrees });

/** Names are equal when they differ only in width and spaces, as invoices print them. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');
const same = (one: string, other: string): boolean => plain(one) === plain(other);

/** Refuses the check when a line does not agree, and names all such lines. */
export function allAgree(lines: readonly MatchLine[]): Refusal | undefined {
  const wrong = lines.filter(({ agrees }) => !agrees);
  const fields = wrong.map(({ item }) => ({ field: `match.${item}`, code: `match.${item}` }));
  return wrong.length ? refuse('conflict', 'payment.mismatch', { count: wrong.length }, fields) : undefined;
}
