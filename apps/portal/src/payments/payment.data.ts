import { type MatchLine, type Payment, type PaymentMore, type PaymentState, type PaymentStep, type TrackedStage } from '#payments';
import type { Act, Said, TagColour } from '../kit/index.js';

export const paymentColours: Readonly<Record<PaymentState, TagColour>> = {
  payable: 'turquoise',
  requested: 'blue',
  returned: 'yellow',
  confirmed: 'blue',
  checked: 'blue',
  approved: 'purple',
  instructed: 'purple',
  unknown: 'orange',
  rejected: 'red',
  paid: 'none',
};

const seals: Readonly<Partial<Record<TrackedStage['stage'], Act>>> = {
  acceptance: 'accepted',
  arrival: 'paid',
};

/** The seven stages as the tracker draws them. */
export function trackerOf(stages: readonly TrackedStage[], names: { readonly department: string; readonly provider: string }) {
  return stages.map(({ stage, standing, holder, since, doneAt, dueAt, light }) => ({
    name: { key: `payments.stage.${stage}` },
    holder: standing === 'done' ? undefined : holderSaid(holder, names),
    at: doneAt ?? (standing === 'here' ? since : null) ?? undefined,
    dueAt: dueAt ?? undefined,
    light,
    act: standing === 'done' ? seals[stage] : undefined,
    here: standing === 'here',
  }));
}

export function holderSaid(
  holder: TrackedStage['holder'],
  { department, provider }: { readonly department: string; readonly provider: string },
): Said {
  const office = holder === 'provider' ? provider : ['department', 'acceptor', 'assessor'].includes(holder) ? department : '';
  return { key: `payments.holder.${holder}`, facts: { office } };
}

/** Where it is now, in one line: who, since when, due when. */
export function whereOf(stages: readonly TrackedStage[], names: { readonly department: string; readonly provider: string }) {
  const here = stages.find(({ standing }) => standing === 'here');
  if (!here) return null;
  const { stage, holder, since, dueAt, light, returned } = here;
  return {
    stage: { key: `payments.stage.${stage}` },
    at: { key: 'payments.stageAt', facts: { no: here.no } },
    holder: holderSaid(holder, names),
    since,
    dueAt,
    light,
    returned: returned && {
      reason: { key: `payments.return.${returned.code}` },
      text: returned.text,
      at: returned.at,
    },
  };
}

const cell = (value: MatchLine['contract']): { text: Said | null; at: Date | null; fen: bigint | null } => ({
  text: typeof value === 'string' ? value : null,
  at: value instanceof Date ? value : null,
  fen: typeof value === 'bigint' ? value : null,
});

/** The three papers side by side. */
export const matchRows = (match: readonly MatchLine[]) =>
  match.map(({ item, contract, acceptance, invoice, agrees }) => ({
    item: { key: `payments.match.${item}` },
    contract: cell(contract),
    acceptance: cell(acceptance),
    invoice: cell(invoice),
    agrees,
  }));

const stepSeals: Readonly<Record<string, Act>> = { settle: 'paid' };

/** What happened, oldest first, with who did it. */
export function timelineOf(steps: readonly PaymentStep[], people: ReadonlyMap<string, string>, organizations: ReadonlyMap<string, string>) {
  return steps.map(({ act, person, organizationId, code, text, at }) => ({
    at,
    text: {
      key: `payments.did.${act}`,
      facts: { who: people.get(person) ?? '', office: organizations.get(organizationId) ?? '' },
    },
    act: stepSeals[act],
    detail: code ? ({ key: `payments.returnedFor.${code}`, facts: { text: text ?? '' } } satisfies Said) : undefined,
  }));
}

export interface FactLine {
  readonly label: Said;
  readonly value: Said;
  readonly href?: string;
  readonly at?: Date;
  readonly second?: Said;
}

export interface Names {
  readonly contract: { readonly number: string; readonly title: string; readonly published: boolean };
  readonly department: string;
  readonly provider: string;
}

/** The facts column. The account stands whole only where it was opened for finance. */
export function factsOf(payment: Payment, { requests, late }: PaymentMore, names: Names, account: string | null): FactLine[] {
  const request = requests.at(-1);
  return [
    { label: { key: 'payments.amount' }, value: { key: 'payments.yuan', facts: { amount: payment.amount } } },
    {
      label: { key: 'payments.contract' },
      value: names.contract.title,
      ...(names.contract.published ? { href: `/contracts/${names.contract.number}` } : {}),
      second: names.contract.number,
    },
    { label: { key: 'payments.department' }, value: names.department },
    { label: { key: 'payments.payee' }, value: request?.payeeName ?? names.provider },
    ...(request
      ? [
          {
            label: { key: 'payments.bank' },
            value: request.bank,
            second: account ?? `**** **** ${request.accountTail}`,
          },
          {
            label: { key: 'payments.invoiceNumber' },
            value: request.invoiceNumber,
            second: request.invoiceDate,
          },
        ]
      : []),
    ...(payment.line ? [{ label: { key: 'payments.line' }, value: payment.line }] : []),
    ...(late ? [{ label: { key: 'payments.legalDue' }, value: '', at: late.dueAt }] : []),
    ...(late && late.days > 0
      ? [
          {
            label: { key: 'payments.interest' },
            value: { key: 'payments.interestSum', facts: { interest: late.interest, days: late.days } },
          },
        ]
      : []),
  ];
}
