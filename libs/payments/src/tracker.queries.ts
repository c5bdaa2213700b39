import { Injectable } from '@nestjs/common';
import { type Assessment, AssessmentQueries } from '#assessment';
import { DeadlineQueries } from '#calendar';
import { ContractQueries, type Instalment } from '#contracts';
import { type Milestone, MilestoneQueries } from '#delivery';
import type { Payment } from './payment.entity.js';
import { PaymentQueries } from './payment.queries.js';
import { tracker, type TrackedStage } from './tracker.view.js';

/** One instalment of a contract with the way of its money. */
export interface TrackedInstalment {
  readonly instalment: Instalment;
  readonly milestone: Milestone | null;
  readonly assessment: Assessment | null;
  readonly payment: Payment | null;
  readonly stages: readonly TrackedStage[];
}

/** The seven-stage tracker, the same for the provider, the department, finance and the public. */
@Injectable()
export class TrackerQueries {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
    private readonly assessments: AssessmentQueries,
    private readonly payments: PaymentQueries,
    private readonly deadlines: DeadlineQueries,
  ) {}

  /** Every instalment of a contract, in order. */
  async ofContract(contractId: string, now: Date): Promise<TrackedInstalment[]> {
    const [instalments, milestones, assessments, payments] = await Promise.all([
      this.contracts.instalmentsOf([contractId]),
      this.milestones.ofContract(contractId),
      this.assessments.ofContract(contractId),
      this.payments.ofContracts([contractId]),
    ]);
    const [steps, deadlines] = await Promise.all([
      this.payments.steps(payments.map(({ id }) => id)),
      this.deadlines.ofSubjects([...milestones, ...assessments, ...payments].map(({ id }) => id)),
    ]);
    return instalments.map((instalment) => {
      const own = <T extends { readonly instalmentId: string }>(all: readonly T[]): T | null =>
        all.find(({ instalmentId }) => instalmentId === instalment.id) ?? null;
      const [milestone, assessment, payment] = [own(milestones), own(assessments), own(payments)];
      const subjects = [milestone?.id, assessment?.id, payment?.id];
      const stages = tracker(
        {
          milestone,
          assessment,
          payment,
          steps: steps.filter(({ paymentId }) => paymentId === payment?.id),
          deadlines: deadlines.filter(({ subject }) => subjects.includes(subject)),
        },
        now,
      );
      return { instalment, milestone, assessment, payment, stages };
    });
  }

  /** The one instalment a payment is for. */
  async ofPayment(payment: Payment, now: Date): Promise<TrackedInstalment> {
    return (await this.ofContract(payment.contractId, now)).find(({ instalment }) => instalment.id === payment.instalmentId)!;
  }
}
