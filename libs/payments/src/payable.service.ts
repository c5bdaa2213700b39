import { Injectable } from '@nestjs/common';
import { found, system } from '#kernel';
import { AssessmentQueries } from '#assessment';
import { CalendarService } from '#calendar';
import { ContractQueries } from '#contracts';
import { Ledger, LedgerQueries } from '#ledger';
import { Config, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { PaymentMoves } from './payment-moves.service.js';
import { lockedPayment } from './payment.rows.queries.js';
import { paymentNothingPayable, paymentPayable } from './payments.events.js';

const self = system('payments');
export const committedTo = (contractId: string): string => `contract:${contractId}:committed`;
export const payableTo = (providerId: string): string => `provider:${providerId}:payable`;

/** Makes a payment of a final result: the money moves from the contract to what the provider is owed. */
@Injectable()
export class PayableService {
  constructor(
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly contracts: ContractQueries,
    private readonly assessments: AssessmentQueries,
    private readonly ledger: Ledger,
    private readonly balances: LedgerQueries,
    private readonly moves: PaymentMoves,
  ) {}

  /** Once an instalment. A result that makes nothing payable makes no payment and is written down. */
  async owe(tx: Tx, assessmentId: string): Promise<void> {
    const result = found(await this.assessments.byId(assessmentId), 'assessment');
    const contract = found(await this.contracts.byId(result.contractId), 'contract');
    const { contractId, milestoneId, instalmentId, departmentId, providerId, project, payable, deduction } = result;
    const [known] = (await tx.query('select 1 from payments.payment where instalment_id = $1', [instalmentId])) as unknown[];
    if (known || result.state !== 'final' || payable === null) return;
    if (payable === 0n) {
      const facts = { contractId, instalmentId, milestoneId, departmentId, providerId, deduction };
      return record(tx, self, { type: paymentNothingPayable, subject: instalmentId, project, facts });
    }

    const at = await now(tx);
    const number = await nextNumber(tx, this.config.region, Number(this.calendar.today(at).slice(0, 4)), 'ZF');
    const line = await this.lineOf(contractId);
    const id = uuidv7();
    await tx.query(
      `insert into payments.payment (id, number, contract_id, instalment_id, milestone_id, assessment_id, project, department_id,
         provider_id, amount, line, rule_day, state, since, payable_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'payable', $13, $13)`,
      [
        id,
        number,
        contractId,
        instalmentId,
        milestoneId,
        assessmentId,
        project,
        departmentId,
        providerId,
        payable.toString(),
        line,
        contract.ruleDay,
        at,
      ],
    );
    await this.ledger.account(tx, payableTo(providerId), { limit: 'debit-within-credit' });
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'direct',
      debit: committedTo(contractId),
      credit: payableTo(providerId),
      amount: payable,
      code: 'payable',
      sourceType: 'payment',
      sourceId: id,
      line,
    });
    await this.moves.tell(tx, self, await lockedPayment(tx, id), paymentPayable);
  }

  /** The budget line whose money the contract holds. */
  private async lineOf(contractId: string): Promise<string | null> {
    const [account] = await this.balances.balances(committedTo(contractId));
    return account?.line ?? null;
  }
}
