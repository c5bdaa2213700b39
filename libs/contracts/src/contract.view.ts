import { toYuan } from '#kernel';
import type { Contract, Instalment, Side, Signature, Standstill } from './contract.entity.js';

type Whole = Contract & {
  readonly instalments: readonly Instalment[];
  readonly signatures: readonly Signature[];
  readonly standstill: Standstill | null;
};

/** One line of a list. */
export function contractLine(contract: Contract) {
  const { id, number, title, state, departmentId, providerId, content } = contract;
  return {
    id,
    number,
    title,
    state,
    price: toYuan(contract.price),
    buyer: content.buyer,
    provider: content.provider,
    departmentId,
    providerId,
    activeAt: contract.activeAt,
    endsAt: contract.endsAt,
    publishedAt: contract.publishedAt,
  };
}

/** A whole contract as the parties see it; published, as everybody does. Amounts in yuan. */
export function contractView(contract: Whole) {
  const { content } = contract;
  return {
    ...contractLine(contract),
    procedureId: contract.procedureId,
    awardId: contract.awardId,
    manager: content.manager,
    procedure: content.procedure,
    beneficiaries: content.beneficiaries,
    method: content.method,
    quantity: content.quantity,
    quality: content.quality,
    indicators: content.indicators,
    evaluation: content.evaluation,
    months: content.months,
    termStatements: content.termStatements,
    deviations: content.deviations,
    instalments: contract.instalments.map(instalmentView),
    signatures: contract.signatures.map(signatureView),
    sha256: contract.sha256,
    documentId: contract.documentId,
    draftedAt: contract.draftedAt,
    offeredAt: contract.offeredAt,
    filedAt: contract.filedAt,
    filedUnder: contract.filedUnder,
    endedAt: contract.endedAt,
    endCode: contract.endCode,
    endText: contract.endText,
    standstill: contract.standstill && standstillView(contract.standstill),
  };
}

export const standstillView = ({ kind, number, settledBy, since }: Standstill) => ({ kind, number, settledBy, since });

export function instalmentView({ id, no, name, percent, amount, dueMonths, dueAt, payable, closedAt }: Instalment) {
  return { id, no, name, percent, amount: toYuan(amount), dueMonths, dueAt, payable: payable === null ? null : toYuan(payable), closedAt };
}

/** Enough to check the signature with stock tools: the exact statement, the key's name and the signature. */
export function signatureView({ side, personName, organizationId, statement, algorithm, keyId, signature, at }: Signature): {
  side: Side;
  personName: string;
  organizationId: string;
  statement: string;
  algorithm: string;
  keyId: string;
  signature: string;
  at: Date;
} {
  return { side, personName, organizationId, statement, algorithm, keyId, signature, at };
}
