import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, system } from '#kernel';
import { CalendarService, civilDateOf, Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type Alarm, Alarms, Database, dropAlarm, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import { NoticeQueries, ProcedureOrders } from '#tendering';
import { decisionPaper, decisionTemplate } from './answer.paper.view.js';
import { Bureau } from './bureau.queries.js';
import { Challenge } from './challenge.entity.js';
import { confirmed } from './challenge.policy.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintReason, DecideComplaint, PauseComplaint } from './complaint.input.js';
import { complaintLifecycle } from './complaint.lifecycle.js';
import { complaintPolicy } from './complaint.policy.js';
import { everybodyHeard, groundSaid, isPaused, mayBePaused, pauseFits, recordCause, remedyFits } from './complaint.rules.js';
import { lockComplaint } from './complaint.service.js';
import { Holds } from './hold.service.js';
import { Remedies } from './remedy.service.js';
import { Respondents } from './respondent.service.js';

const decideKey = 'complaint.decide';
const paperName = 'complaint-decision';
const pauseAlarm = 'complaint.pause-ends';

/** The bureau's power over a purchase: it stops it for a time, and decides (Procurement Law Art. 56–57). */
@Injectable()
export class ComplaintDecisions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly alarms: Alarms,
    private readonly bureau: Bureau,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly orders: ProcedureOrders,
    private readonly holds: Holds,
    private readonly respondents: Respondents,
    private readonly remedies: Remedies,
  ) {}

  onModuleInit(): void {
    this.templates.add(paperName, decisionTemplate);
    this.alarms.on(pauseAlarm, (tx, alarm) => this.pauseEnds(tx, alarm));
  }

  /** Stops the purchase: nothing is announced, signed or gone on with until the pause ends. */
  pause(actor: Actor, id: string, { days, reason }: PauseComplaint): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      authorize(complaintPolicy.decide, actor, complaint, 'complaint.decided-by-another');
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(mayBePaused(complaint), pauseFits(complaint, days, this.calendar.number('complaint.pause.max', complaint.ruleDay)));

      const pauseUntil = this.calendar.clockFor({ value: days, unit: 'cd' }, at, complaint.ruleDay).dueAt;
      await tx.save(Object.assign(complaint, { pausedAt: at, pauseUntil }));
      await setAlarm(tx, { kind: pauseAlarm, subject: id, dueAt: pauseUntil });
      const facts = { number: complaint.number, pauseUntil: pauseUntil.toISOString(), reason };
      await record(tx, actor, { type: 'complaint.paused', subject: id, project: complaint.procedureId, facts });
      await this.orders.halt(tx, actor, complaint.procedureId, `投诉 ${complaint.number}：${reason}`);
      await this.holds.settle(tx, actor, complaint.procedureId, complaint.awardId);
      return complaint;
    });
  }

  /** Lets the purchase go on before the pause ends. */
  lift(actor: Actor, id: string, { reason }: ComplaintReason): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      authorize(complaintPolicy.decide, actor, complaint, 'complaint.decided-by-another');
      ensure(isPaused(complaint, at) ? undefined : refuse('conflict', 'complaint.not-paused'));

      await this.endPause(tx, actor, complaint, at, reason);
      return complaint;
    });
  }

  /** The decision: sent to all, published with numbers of persons struck out, its remedy carried out, the record kept. */
  decide(actor: Actor, id: string, input: DecideComplaint): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      authorize(complaintPolicy.decide, actor, complaint, 'complaint.decided-by-another');
      authorize(confirmed, actor, at, 'confirm-first');
      const { outcome, ground, remedy, decision } = input;
      const { stage } = found(await tx.findOneBy(Challenge, { id: complaint.challengeId }), 'challenge');
      const state = next(complaintLifecycle, complaint.state, 'decide');
      ensure(groundSaid(outcome, ground), remedyFits(stage, outcome, remedy), everybodyHeard(await this.respondents.of(tx, id), at));

      const words = { outcome, ground: ground ?? null, remedy: remedy ?? null, decision };
      Object.assign(complaint, { state, ...words, decidedBy: actor.personId, decidedAt: at });
      complaint.paperId = await this.writePaper(tx, actor, complaint);
      await tx.save(complaint);
      await this.deadlines.meet(tx, id, decideKey, at);
      await dropAlarm(tx, pauseAlarm, id);
      const { number, procedureId, awardId, paperId } = complaint;
      const facts = { number, outcome, ground: ground ?? null, remedy: remedy ?? null, paper: paperId };
      await record(tx, actor, { type: 'complaint.decided', subject: id, project: procedureId, facts });
      if (outcome === 'upheld')
        await this.remedies.carryOut(tx, actor, {
          procedureId,
          awardId,
          remedy: remedy!,
          number,
          kind: 'complaint',
          providerId: complaint.complainantId,
        });
      if (ground) await this.keepRecord(tx, actor, complaint, at);
      await this.holds.settle(tx, actor, procedureId, awardId);
      return complaint;
    });
  }

  /** The pause is over by itself. */
  private async pauseEnds(tx: Tx, { subject }: Alarm): Promise<void> {
    const complaint = await tx.findOne(Complaint, { where: { id: subject }, lock: { mode: 'pessimistic_write' } });
    const at = await now(tx);
    if (!complaint?.pauseUntil || complaint.pauseLiftedAt || at < complaint.pauseUntil) return;
    await this.endPause(tx, system('clock'), complaint, at, null);
  }

  private async endPause(tx: Tx, actor: Actor, complaint: Complaint, at: Date, reason: string | null): Promise<void> {
    await tx.save(Object.assign(complaint, { pauseLiftedAt: at }));
    await dropAlarm(tx, pauseAlarm, complaint.id);
    const facts = { number: complaint.number, reason };
    await record(tx, actor, { type: 'complaint.pause-ended', subject: complaint.id, project: complaint.procedureId, facts });
    await this.holds.settle(tx, actor, complaint.procedureId, complaint.awardId);
  }

  /** Three baseless complaints within the rule's months, or a fabricated one, go on the record (Order 94 Art. 37). */
  private async keepRecord(tx: Tx, actor: Actor, complaint: Complaint, at: Date): Promise<void> {
    const { id, ground, complainantId, procedureId, ruleDay } = complaint;
    const months = this.calendar.number('complaint.baseless.months', ruleDay);
    const [row] = await tx.query<{ count: number }[]>(
      `select count(*)::int as count from objections.complaint
       where complainant_id = $1 and id <> $2 and ground is not null and decided_at > $3::timestamptz - make_interval(months => $4)`,
      [complainantId, id, at, months],
    );
    const cause = recordCause(ground!, row!.count, this.calendar.number('complaint.baseless_12m', ruleDay));
    if (!cause) return;
    await tx.query(
      `insert into objections.bad_record (id, organization_id, complaint_id, cause, complaints, recorded_at) values ($1, $2, $3, $4, $5, $6)`,
      [uuidv7(), complainantId, id, cause, row!.count + 1, at],
    );
    const facts = { organization: complainantId, cause, complaints: row!.count + 1, on: civilDateOf(at) };
    await record(tx, actor, { type: 'complaint.recorded', subject: id, project: procedureId, facts });
  }

  private async writePaper(tx: Tx, actor: Actor, complaint: Complaint): Promise<string> {
    const { procedureId, complainantId, departmentId, number } = complaint;
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const names = await this.organizations.byIds([complainantId, departmentId]);
    const { name: bureau } = await this.bureau.office();
    const { id } = await this.documents.issue(tx, actor, {
      kind: paperName,
      subject: complaint.id,
      title: `投诉处理决定 ${number}`,
      number,
      html: this.templates.render(
        paperName,
        decisionPaper(complaint, notice, (one) => names.get(one)?.name ?? '', bureau),
      ),
      public: true,
      project: procedureId,
    });
    return id;
  }
}
