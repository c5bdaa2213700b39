import { Injectable } from '@nestjs/common';
import { type Fen, found } from '#kernel';
import { AssessmentQueries } from '#assessment';
import { boundStates, ContractQueries } from '#contracts';
import { MilestoneQueries } from '#delivery';
import { Database } from '#platform';
import { matched, type MatchLine } from './match.rules.js';
import type { Payment, PaymentRequest } from './payment.entity.js';

/** Lays contract, acceptance and invoice side by side. */
@Injectable()
export class MatchQueries {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
    private readonly assessments: AssessmentQueries,
  ) {}

  /** The three-way match of a payment with one of its requests. */
  async of(payment: Payment, request: PaymentRequest): Promise<MatchLine[]> {
    const [contract, milestone, result, others, own] = await Promise.all([
      this.contracts.byId(payment.contractId),
      this.milestones.byId(payment.milestoneId),
      this.assessments.byId(payment.assessmentId),
      this.others(payment),
      this.isRegistered(payment.id, request.invoiceNumber),
    ]);
    const instalment = found(
      contract?.instalments.find(({ id }) => id === payment.instalmentId),
      'instalment',
    );
    const { number, state, price, content } = contract!;
    return matched({
      amount: payment.amount,
      contract: {
        number,
        price,
        others,
        bound: boundStates.includes(state),
        provider: content.provider.name,
        instalmentNo: instalment.no,
        instalment: instalment.amount,
      },
      acceptance: {
        no: milestone?.no ?? 0,
        accepted: milestone?.state === 'accepted',
        acceptedAt: milestone?.answeredAt ?? null,
        final: result?.state === 'final',
        payable: result?.payable ?? null,
        deduction: result?.deduction ?? null,
      },
      invoice: {
        number: request.invoiceNumber,
        date: request.invoiceDate,
        payee: request.payeeName,
        amount: request.amount,
        own,
      },
    });
  }

  /** What the contract says for the instalment, and what the result made of it. */
  async sums(payment: Payment): Promise<{ instalment: Fen; payable: Fen }> {
    const result = found(await this.assessments.byId(payment.assessmentId), 'assessment');
    return { instalment: result.instalmentAmount, payable: payment.amount };
  }

  /** The number already stands for another payment. */
  async isRegisteredElsewhere(paymentId: string, invoiceNumber: string): Promise<boolean> {
    const rows = await this.database.query('select 1 from payments.invoice where number = $1 and payment_id <> $2', [
      invoiceNumber,
      paymentId,
    ]);
    return rows.length > 0;
  }

  private async isRegistered(paymentId: string, invoiceNumber: string): Promise<boolean> {
    const rows = await this.database.query('select 1 from payments.invoice where number = $1 and payment_id = $2', [
      invoiceNumber,
      paymentId,
    ]);
    return rows.length > 0;
  }

  /** Payable of the contract without this payment. */
  private async others({ id, contractId }: Payment): Promise<Fen> {
    const [row] = await this.database.query<{ sum: string }>(
      'select coalesce(sum(amount), 0) as sum from payments.payment where contract_id = $1 and id <> $2',
      [contractId, id],
    );
    return BigInt(row!.sum);
  }
}
