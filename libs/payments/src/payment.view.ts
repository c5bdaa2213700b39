import { toYuan } from '#kernel';
import type { Lateness } from './late.rules.js';
import type { MatchLine } from './match.rules.js';
import type { Attempt, Payment, PaymentRequest, PaymentStep } from './payment.entity.js';
import { holders } from './payment.lifecycle.js';
import { stageOf } from './tracker.rules.js';
import type { TrackedStage } from './tracker.view.js';

/** One line of a list. Amounts in yuan. */
export function paymentLine(payment: Payment) {
  const {
    id,
    number,
    contractId,
    instalmentId,
    milestoneId,
    assessmentId,
    project,
    departmentId,
    providerId,
    state,
    since,
    payableAt,
    paidAt,
  } = payment;
  return {
    id,
    number,
    contractId,
    instalmentId,
    milestoneId,
    assessmentId,
    project,
    departmentId,
    providerId,
    amount: toYuan(payment.amount),
    state,
    stage: stageOf[state],
    holder: holders[state],
    since,
    payableAt,
    paidAt,
  };
}

/** A whole payment for its sides, finance and supervisors. Accounts leave masked. */
export function paymentView(payment: Payment, more: PaymentMore) {
  return {
    ...paymentLine(payment),
    requests: more.requests.map(requestView),
    steps: more.steps.map(stepView),
    orders: more.attempts.map(orderView),
    stages: more.stages.map(stageView),
    match: more.match?.map(matchView) ?? null,
    late: more.late && { dueAt: more.late.dueAt, days: more.late.days, interest: toYuan(more.late.interest) },
  };
}

export interface PaymentMore {
  readonly requests: readonly PaymentRequest[];
  readonly steps: readonly PaymentStep[];
  readonly attempts: readonly Attempt[];
  readonly stages: readonly TrackedStage[];
  readonly match: readonly MatchLine[] | null;
  readonly late: Lateness | null;
}

/** Four digits are enough to recognize an account and too few to use it. */
export const maskedAccount = (tail: string): string => `**** **** ${tail}`;

function requestView({ no, amount, invoiceNumber, invoiceDate, payeeName, bank, accountTail, fileId, at }: PaymentRequest) {
  return {
    no,
    amount: toYuan(amount),
    invoiceNumber,
    invoiceDate,
    payeeName,
    bank,
    account: maskedAccount(accountTail),
    fileId,
    at,
  };
}

function stepView({ act, from, to, organizationId, code, text, at }: PaymentStep) {
  return { act, from, to, organizationId, code, text, at };
}

function orderView({ id, no, amount, state, orderedAt, writtenAt, settledAt, reason }: Attempt) {
  return { id, no, amount: toYuan(amount), state, orderedAt, writtenAt, settledAt, reason };
}

function stageView({ no, stage, standing, holder, since, doneAt, dueAt, light, returned }: TrackedStage) {
  return { no, stage, standing, holder, since, doneAt, dueAt, light, returned };
}

const said = (value: MatchLine['contract']) => (typeof value === 'bigint' ? toYuan(value) : value);
function matchView({ item, contract, acceptance, invoice, agrees }: MatchLine) {
  return { item, contract: said(contract), acceptance: said(acceptance), invoice: said(invoice), agrees };
}

/** What everybody may know: stages, amounts and days; no account, no invoice, no words of a return. */
export function publicInstalmentView(tracked: PublicTracked) {
  const { instalment, payment, stages } = tracked;
  return {
    no: instalment.no,
    name: instalment.name,
    amount: toYuan(instalment.amount),
    dueAt: instalment.dueAt,
    payment: payment && {
      number: payment.number,
      amount: toYuan(payment.amount),
      state: payment.state,
      stage: stageOf[payment.state],
      paidAt: payment.paidAt,
    },
    stages: stages.map(({ returned, ...stage }) => ({
      ...stageView({ ...stage, returned }),
      returned: returned && { code: returned.code, text: null, at: returned.at },
    })),
  };
}

export interface PublicTracked {
  readonly instalment: {
    readonly no: number;
    readonly name: string;
    readonly amount: bigint;
    readonly dueAt: Date | null;
  };
  readonly payment: Payment | null;
  readonly stages: readonly TrackedStage[];
}
