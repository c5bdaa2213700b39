import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, next, type Policy, refuse, showYuan, system } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { type Alarm, Database, now, record, type Tx } from '#platform';
import { summaryPaper, summaryTemplate } from './agreement-paper.view.js';
import type { Agreement } from './agreement.entity.js';
import type { EndAgreement, FileAgreement } from './agreement.input.js';
import { agreementLifecycle } from './agreement.lifecycle.js';
import { AgreementTerm } from './agreement-term.service.js';
import { frameworkPolicy } from './frameworks.policy.js';
import { ofAgreement } from './happenings.rules.js';
import { entrantsIn, lockAgreement } from './rows.queries.js';
import { SummaryQueries } from './summary.queries.js';

/** What the department owes an agreement in force, and how it ends. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly documents: DocumentService,
    private readonly templates: Templates,
    private readonly summaries: SummaryQueries,
    private readonly term: AgreementTerm,
  ) {
    templates.add(summaryPaper, summaryTemplate);
  }

  /** Buyers and users know who may be chosen, for what and at which price (Art. 30). */
  tell(actor: Actor, id: string): Promise<void> {
    return this.command(actor, id, frameworkPolicy.keep, async (tx, agreement, at) => {
      next(agreementLifecycle, agreement.state, 'tell');
      await tx.query('update frameworks.agreement set told_at = coalesce(told_at, $2) where id = $1', [id, at]);
      ensure(
        (await this.deadlines.meet(tx, id, 'framework.publish_entrants', at)) ? undefined : refuse('conflict', 'framework.told-already'),
      );
      const entrants = (await entrantsIn(tx, id)).filter(({ state }) => state === 'in').length;
      await record(tx, actor, ofAgreement(agreement, 'framework.told', { entrants }));
    });
  }

  /** A copy lies with the finance bureau (Art. 29). */
  file(actor: Actor, id: string, { reference }: FileAgreement): Promise<void> {
    return this.command(actor, id, frameworkPolicy.keep, async (tx, agreement, at) => {
      next(agreementLifecycle, agreement.state, 'file');
      ensure(agreement.filedAt ? refuse('conflict', 'framework.filed-already') : undefined);
      await tx.query('update frameworks.agreement set filed_at = $2, filed_under = $3 where id = $1', [id, at, reference]);
      await this.deadlines.meet(tx, id, 'framework.file_copy', at);
      await record(tx, actor, ofAgreement(agreement, 'framework.filed', { reference }));
    });
  }

  /** Ends before its time, with the reason. Orders that bind go on. */
  terminate(actor: Actor, id: string, { reason }: EndAgreement): Promise<void> {
    return this.command(actor, id, frameworkPolicy.end, async (tx, agreement, at) => {
      await this.term.end(tx, actor, agreement, 'terminate', reason, at);
    });
  }

  /** The alarm of the last day. */
  async ring(tx: Tx, { subject }: Alarm): Promise<void> {
    const agreement = await lockAgreement(tx, subject);
    const at = await now(tx);
    if (agreement.state !== 'in_force' || at < agreement.endsAt!) return;
    await this.term.end(tx, system('frameworks'), agreement, 'expire', null, at);
  }

  /** All orders together, as a public paper (Art. 35); what none of them drew is free again. */
  summarize(actor: Actor, id: string): Promise<void> {
    return this.command(actor, id, frameworkPolicy.keep, async (tx, agreement, at) => {
      const state = next(agreementLifecycle, agreement.state, 'summarize');
      const open = await this.summaries.openOrders(tx, id);
      ensure(open === 0 ? undefined : refuse('conflict', 'framework.orders-open', { count: open }));
      const summary = await this.summaries.of(tx, id);

      await this.documents.issue(tx, actor, {
        kind: summaryPaper,
        subject: id,
        number: agreement.number,
        title: `框架协议采购结果汇总 ${agreement.number}`,
        html: this.templates.render(summaryPaper, {
          number: agreement.number,
          title: agreement.title,
          from: this.calendar.today(agreement.inForceAt!),
          to: this.calendar.today(agreement.endedAt!),
          orders: summary.orders,
          amount: showYuan(BigInt(summary.amount)),
          ...summary.ways,
          entrants: summary.entrants.map((line) => ({
            ...line,
            amount: showYuan(BigInt(line.amount)),
            feedback: line.rating === null ? '无' : `${line.rating.toFixed(1)}（${line.feedback} 份）`,
          })),
        }),
        public: true,
        project: agreement.procedureId,
      });
      await tx.query('update frameworks.agreement set state = $2, summary = $3, summarized_at = $4 where id = $1', [
        id,
        state,
        JSON.stringify(summary),
        at,
      ]);
      await this.term.freeFunds(tx, actor, id);
      await this.deadlines.meet(tx, id, 'framework.summary_after_expiry', at);
      await record(tx, actor, ofAgreement(agreement, 'framework.summarized', { orders: summary.orders, amount: summary.amount }));
    });
  }

  private command(
    actor: Actor,
    id: string,
    policy: Policy<Agreement>,
    work: (tx: Tx, agreement: Agreement, at: Date) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const agreement = await lockAgreement(tx, id);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('framework');
      authorize(policy, actor, agreement, 'framework.desk-role');
      await work(tx, agreement, at);
    });
  }
}
