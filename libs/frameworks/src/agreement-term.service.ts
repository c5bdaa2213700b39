import { Injectable } from '@nestjs/common';
import { type Actor, found, next } from '#kernel';
import { CalendarService, calendarDaysBetween, Deadlines } from '#calendar';
import { dayMonthsLater } from '#contracts';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { dropAlarm, record, setAlarm, type Tx } from '#platform';
import { PlanItemDrawing } from '#planning';
import { agreementPaper, agreementPaperOf, agreementTemplate } from './agreement-paper.view.js';
import type { Agreement, Entrant } from './agreement.entity.js';
import { agreementLifecycle } from './agreement.lifecycle.js';
import { entrantLifecycle } from './entrant.lifecycle.js';
import { ofAgreement, ofEntrant } from './happenings.rules.js';
import { entrantsIn, lotsIn, priceColumns, type PriceRow, toPrice } from './rows.queries.js';

export const signAlarm = 'framework.sign';
export const expireAlarm = 'framework.expire';

/** When an agreement begins and how it comes to its end. Every method joins and expects the agreement locked. */
@Injectable()
export class AgreementTerm {
  constructor(
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly documents: DocumentService,
    private readonly templates: Templates,
    private readonly organizations: OrganizationQueries,
    private readonly drawing: PlanItemDrawing,
  ) {
    templates.add(agreementPaper, agreementTemplate);
  }

  /** Issues a paper to each entrant that has none, and gives both sides the legal time to sign (Art. 29). */
  async openSigning(tx: Tx, actor: Actor, agreement: Agreement, at: Date): Promise<void> {
    const entrants = (await entrantsIn(tx, agreement.id)).filter(({ state, sha256 }) => state === 'named' && !sha256);
    const lots = await lotsIn(tx, agreement.id);
    const names = await this.organizations.byIds([agreement.departmentId, ...entrants.map(({ providerId }) => providerId)]);
    const buyer = found(names.get(agreement.departmentId), 'organization');
    for (const { id, providerId } of entrants) {
      const rows = await tx.query<PriceRow[]>(`select ${priceColumns} from frameworks.price p where p.entrant_id = $1 order by p.lot`, [
        id,
      ]);
      const parties = { buyer, provider: found(names.get(providerId), 'organization') };
      const paper = await this.documents.issue(tx, actor, {
        kind: agreementPaper,
        subject: id,
        number: agreement.number,
        title: `框架协议 ${agreement.number}`,
        html: this.templates.render(agreementPaper, agreementPaperOf(agreement, parties, lots, rows.map(toPrice))),
        public: false,
        organizations: [providerId],
        project: agreement.procedureId,
      });
      await tx.query('update frameworks.entrant set document_id = $2, sha256 = $3 where id = $1', [id, paper.id, paper.sha256]);
      await record(tx, actor, ofEntrant(agreement, { id, providerId }, 'entrant.named'));
    }
    const dueAt = await this.clock(tx, agreement, 'framework.sign', at);
    await setAlarm(tx, { kind: signAlarm, subject: agreement.id, dueAt });
  }

  /** The time to sign runs anew, because an objection kept anybody from signing. */
  async signAgain(tx: Tx, { id, ruleDay }: Agreement, at: Date): Promise<void> {
    const dueAt = this.calendar.dueAt('framework.sign', at, ruleDay);
    if (await this.deadlines.move(tx, id, 'framework.sign', dueAt)) await setAlarm(tx, { kind: signAlarm, subject: id, dueAt });
  }

  /** Nobody is left to sign: it takes effect with those who did, or falls when nobody did. */
  async settle(tx: Tx, actor: Actor, agreement: Agreement, at: Date): Promise<void> {
    const entrants = await entrantsIn(tx, agreement.id);
    if (entrants.some(({ state }) => state === 'named')) return;
    await this.deadlines.meet(tx, agreement.id, 'framework.sign', at);
    await dropAlarm(tx, signAlarm, agreement.id);
    if (agreement.state !== 'signing') return void (await this.clock(tx, agreement, 'framework.publish_entrants', at));
    if (entrants.some(({ state }) => state === 'in')) await this.begin(tx, actor, agreement, at);
    else await this.end(tx, actor, agreement, 'lapse', '没有供应商在期限内签署框架协议。', at);
  }

  /** In force from now on, for its months. */
  async begin(tx: Tx, actor: Actor, agreement: Agreement, at: Date): Promise<void> {
    const state = next(agreementLifecycle, agreement.state, 'bind');
    const start = this.calendar.today(at);
    const days = calendarDaysBetween(start, dayMonthsLater(start, agreement.months));
    const endsAt = this.calendar.clockFor({ value: days, unit: 'cd' }, at, agreement.ruleDay).dueAt;

    await tx.query('update frameworks.agreement set state = $2, in_force_at = $3, ends_at = $4 where id = $1', [
      agreement.id,
      state,
      at,
      endsAt,
    ]);
    await setAlarm(tx, { kind: expireAlarm, subject: agreement.id, dueAt: endsAt });
    await this.clock(tx, agreement, 'framework.publish_entrants', at);
    await this.clock(tx, agreement, 'framework.file_copy', at);
    const entrants = (await entrantsIn(tx, agreement.id)).filter((one) => one.state === 'in').length;
    await record(tx, actor, ofAgreement(agreement, 'framework.in-force', { endsAt, entrants }));
  }

  /** Who did not sign in time is out, or whose entry fell. */
  async lapse(tx: Tx, actor: Actor, agreement: Agreement, entrant: Entrant, at: Date, reason = '逾期未签署框架协议'): Promise<void> {
    const state = next(entrantLifecycle, entrant.state, 'lapse');
    await tx.query('update frameworks.entrant set state = $2, ended_at = $3, end_reason = $4 where id = $1', [
      entrant.id,
      state,
      at,
      reason,
    ]);
    await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.lapsed'));
  }

  /** Over before any order, over by time, or ended early. A lapsed one gives its money back; the others sum up first. */
  async end(
    tx: Tx,
    actor: Actor,
    agreement: Agreement,
    act: 'lapse' | 'expire' | 'terminate',
    text: string | null,
    at: Date,
  ): Promise<void> {
    const state = next(agreementLifecycle, agreement.state, act);
    await tx.query('update frameworks.agreement set state = $2, ended_at = $3, end_text = $4 where id = $1', [
      agreement.id,
      state,
      at,
      text,
    ]);
    await dropAlarm(tx, expireAlarm, agreement.id);
    if (act === 'lapse') await this.freeFunds(tx, actor, agreement.id);
    else await this.clock(tx, agreement, 'framework.summary_after_expiry', at);
    const type = ({ lapse: 'framework.lapsed', expire: 'framework.expired', terminate: 'framework.terminated' } as const)[act];
    await record(tx, actor, ofAgreement(agreement, type, {}));
  }

  /** What no order has drawn is free again. */
  async freeFunds(tx: Tx, actor: Actor, agreementId: string): Promise<void> {
    const funds = await tx.query<{ id: string }[]>('select plan_item_id as id from frameworks.fund where agreement_id = $1', [agreementId]);
    for (const { id } of funds) await this.drawing.finish(tx, actor, id);
  }

  private clock(tx: Tx, { id, procedureId, departmentId, ruleDay }: Agreement, key: string, startsAt: Date): Promise<Date> {
    return this.deadlines.open(tx, {
      subject: id,
      subjectType: 'framework',
      project: procedureId,
      key,
      holder: departmentId,
      startsAt,
      ruleDay,
    });
  }
}
