import { allot, type Fen, type Refusal, refuse, toYuan, yuan } from '#kernel';
import type { Contract, ContractContent, Deviation, InstalmentPlan, Side, Signature, Standstill } from './contract.entity.js';

/** How a payment plan stands in the notice: shares of the price, and months after the start. */
export interface PlannedShare {
  readonly name: string;
  readonly percent: number;
  readonly due: number;
}

/** Percent in hundredths, so that "33.33" splits without a float. */
const hundredths = (percent: number): number => Math.round(percent * 100);

/** Shares make 100 percent, and none is empty. */
export function planIsWhole(plan: readonly PlannedShare[]): Refusal | undefined {
  const sum = plan.reduce((total, { percent }) => total + hundredths(percent), 0);
  if (sum !== 10_000) return refuse('invalid', 'contract.plan-percent', { sum: (sum / 100).toString() });
  if (plan.some(({ percent }) => hundredths(percent) <= 0)) return refuse('invalid', 'contract.plan-empty-share');
  return undefined;
}

/** The price split by the plan to the fen; the last instalment takes the remainder (T9). */
export function instalmentsOf(price: Fen, plan: readonly PlannedShare[]): InstalmentPlan[] {
  const amounts = allot(
    price,
    plan.map(({ percent }) => hundredths(percent)),
  );
  return plan.map(({ name, percent, due }, place) => ({ no: place + 1, name, percent, due, amount: toYuan(amounts[place]!) }));
}

/** The instalments come to the price, to the fen; the refusal names both sums. */
export function instalmentsMakePrice(price: Fen, amounts: readonly Fen[]): Refusal | undefined {
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  if (sum !== price) return refuse('invalid', 'contract.instalments-differ', { sum, price });
  if (amounts.some((amount) => amount <= 0n)) return refuse('invalid', 'contract.plan-empty-share');
  return undefined;
}

/** Longer than a year needs all four statements; longer than the longest term is never allowed (Order 102 Art. 24). */
export function termIsAllowed(
  term: 'plain' | 'with-statements' | 'too-long',
  months: number,
  statements: { readonly stated: readonly string[]; readonly needed: readonly string[] },
): Refusal | undefined {
  if (term === 'too-long') return refuse('invalid', 'contract.term-too-long', { months });
  const missing = statements.needed.filter((statement) => !statements.stated.includes(statement)).length;
  return term === 'with-statements' && missing ? refuse('invalid', 'contract.term-statements', { months, missing }) : undefined;
}

/** The five parts every contract for services must have, and that indicators add up to 100. */
export function hasRequiredParts(content: ContractContent): Refusal | undefined {
  const parts: readonly (readonly [string, boolean])[] = [
    ['beneficiaries', content.beneficiaries.trim() !== ''],
    ['method', content.method.notice.trim() !== '' || content.method.plan.trim() !== ''],
    ['quantity', content.quantity.amount.trim() !== '' && content.quantity.unit.trim() !== ''],
    ['quality', content.quality.trim() !== ''],
    ['evaluation', content.indicators.length > 0 && content.evaluation.tiers.length > 0],
  ];
  const [missing] = parts.find(([, present]) => !present) ?? [];
  if (missing) return refuse('invalid', 'contract.part-missing', { part: missing });
  const weights = content.indicators.reduce((sum, { weight }) => sum + hundredths(weight), 0);
  if (weights !== 10_000) return refuse('invalid', 'contract.weights', { sum: (weights / 100).toString() });
  return undefined;
}

/** What the notice asks and the offer answers, as far as both speak of the same thing. */
export interface BothTexts {
  readonly notice: { readonly maxPrice: string; readonly description: string };
  readonly offer: { readonly price: string; readonly plan: string; readonly commitment: boolean };
}

/** Where offer and notice differ: nothing is passed over in silence, and the contract names which one it follows. */
export function deviationsBetween({ notice, offer }: BothTexts): Deviation[] {
  const found: Deviation[] = [];
  if (yuan(notice.maxPrice) !== yuan(offer.price))
    found.push({ part: 'price', notice: notice.maxPrice, offer: offer.price, follows: 'offer' });
  if (offer.plan.trim() && offer.plan.trim() !== notice.description.trim())
    found.push({ part: 'method', notice: notice.description, offer: offer.plan, follows: 'offer' });
  if (!offer.commitment) found.push({ part: 'commitment', notice: 'yes', offer: 'no', follows: 'notice' });
  return found;
}

/** Each side signs once. */
export function hasNotSigned(side: Side, signatures: readonly Pick<Signature, 'side'>[]): Refusal | undefined {
  return signatures.some((signature) => signature.side === side) ? refuse('conflict', 'contract.side-signed', { side }) : undefined;
}

/** What a side puts its signature under: canonical, one fact a line, so that anybody can check it with stock tools. */
export function signedStatement(
  contract: Pick<Contract, 'number' | 'sha256'>,
  signer: { side: Side; uscc: string; personId: string; at: Date },
): string {
  return [
    'qiyue-contract-signature-v1',
    `contract: ${contract.number}`,
    `document-sha256: ${contract.sha256}`,
    `side: ${signer.side}`,
    `organization-uscc: ${signer.uscc}`,
    `person: ${signer.personId}`,
    `at: ${signer.at.toISOString()}`,
    '',
  ].join('\n');
}

/** A contract ends as done only when every instalment has its result. */
export function allInstalmentsClosed(instalments: readonly { closedAt: Date | null }[]): Refusal | undefined {
  const open = instalments.filter(({ closedAt }) => closedAt === null).length;
  return open ? refuse('conflict', 'contract.instalments-open', { open }) : undefined;
}

/** It is announced once (Implementing Regulation Art. 50). */
export function notYetPublished({ publishedAt }: Pick<Contract, 'publishedAt'>): Refusal | undefined {
  return publishedAt ? refuse('conflict', 'contract.published-already', { at: publishedAt }) : undefined;
}

export function notYetFiled({ filedAt }: Pick<Contract, 'filedAt'>): Refusal | undefined {
  return filedAt ? refuse('conflict', 'contract.filed-already', { at: filedAt }) : undefined;
}

/** A result is given once. */
export function instalmentIsOpen({ closedAt }: { closedAt: Date | null }): Refusal | undefined {
  return closedAt ? refuse('conflict', 'contract.instalment-closed', { at: closedAt }) : undefined;
}

/** While an objection is examined a signed contract is not performed further (Implementing Regulation Art. 54). */
export function goesOn(standstill: Standstill | null): Refusal | undefined {
  if (!standstill) return undefined;
  const { number, settledBy, since } = standstill;
  return number && settledBy
    ? refuse('conflict', 'contract.stands-still', { number, until: settledBy })
    : refuse('conflict', 'contract.stands-still-since', { since });
}
