import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, next, refuse, system } from '#kernel';
import { Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type Alarm, Database, dropAlarm, now, record, type Tx } from '#platform';
import { type Case, Cases, ownSeat, sitting } from './case.queries.js';
import { asChair } from './compliance.service.js';
import { DecisionClock } from './decision.clock.service.js';
import { Drafts, signingAlarm } from './draft.service.js';
import { Evaluation } from './evaluation.entity.js';
import type { GiveReason } from './evaluation.input.js';
import { awaitsSignatures, evaluationLifecycle } from './evaluation.lifecycle.js';
import { confirmed } from './evaluation.policy.js';
import { Lots } from './lot.service.js';
import type { SignReport } from './panel.input.js';
import { Projects } from './project.queries.js';
import type { Seat } from './seat.entity.js';
import { readingStates, seatLifecycle, settledSeatStates } from './seat.lifecycle.js';
import { signatureData, signatureTemplate } from './signature.paper.view.js';

/** What becomes of a drafted report: signed or held to be agreed to and handed over, or taken back. */
@Injectable()
export class SigningService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly organizations: OrganizationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly deadlines: Deadlines,
    private readonly lots: Lots,
    private readonly clock: DecisionClock,
    private readonly drafts: Drafts,
  ) {}

  onModuleInit(): void {
    this.templates.add('evaluation-signatures', signatureTemplate);
  }

  /** Each member signs the paper's digest, with dissent if any. The last signature hands the report to the buyer. */
  sign(actor: Actor, procedureId: string, { dissent }: SignReport): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const { evaluation, seats } = file;
      const seat = ownSeat(seats, actor, readingStates);
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(awaitsSignatures(evaluation.state) ? undefined : refuse('conflict', 'report.not-to-sign', { state: evaluation.state }));

      seat.state = next(seatLifecycle, seat.state, 'sign');
      seat.signedAt = at;
      seat.dissent = dissent || null;
      await tx.save(seat);
      const facts = { ...signedFacts(evaluation), dissent: Boolean(dissent) };
      await record(tx, actor, { type: 'seat.signed', subject: seat.id, project: procedureId, facts });
      if (sitting(seats).every(({ state }) => settledSeatStates.includes(state))) await this.handOver(tx, actor, file, at);
      return seat;
    });
  }

  /** The chair takes the report back while it is being signed, and says why; tables can then be given back and corrected. */
  retract(actor: Actor, procedureId: string, { reason }: GiveReason): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      asChair(file, actor);
      const { state } = file.evaluation;
      ensure(awaitsSignatures(state) ? undefined : refuse('conflict', 'report.not-drafted', { state }));

      await this.drafts.takeBack(tx, actor, file, { act: 'retract', reason, at });
    });
  }

  /** The time to sign is over: who has neither signed nor dissented is held to agree (MOF Order 87 Art. 61). */
  async silence(tx: Tx, { subject }: Alarm): Promise<void> {
    const known = await tx.findOneBy(Evaluation, { id: subject });
    if (!known || !awaitsSignatures(known.state)) return;
    const file = await this.cases.open(tx, known.procedureId);
    const at = await now(tx);
    const { evaluation, seats } = file;
    if (evaluation.id !== subject || !awaitsSignatures(evaluation.state) || at < evaluation.signDueAt!) return;

    for (const seat of sitting(seats).filter(({ state }) => !settledSeatStates.includes(state))) {
      await tx.save(Object.assign(seat, { state: next(seatLifecycle, seat.state, 'agree') }));
      await record(tx, system('evaluation'), {
        type: 'seat.agreed',
        subject: seat.id,
        project: known.procedureId,
        facts: signedFacts(evaluation),
      });
    }
    await this.handOver(tx, system('evaluation'), file, at);
  }

  private async handOver(tx: Tx, actor: Actor, file: Case, at: Date): Promise<void> {
    const { evaluation, project, candidates } = file;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'report');
    evaluation.reportedAt = at;
    await dropAlarm(tx, signingAlarm, evaluation.id);
    await this.deadlines.meet(tx, evaluation.id, this.projects.rules(project).replyKeys.report, at);
    for (const lot of file.lots.filter(({ state }) => state === 'open')) {
      evaluation.decideDueAt = await this.clock.start(tx, file, lot, at);
      await this.lots.move(tx, lot, 'report', { decideDueAt: evaluation.decideDueAt });
    }
    evaluation.signaturesId = await this.signaturePage(tx, file, at);
    await this.documents.grant(tx, evaluation.reportId!, [project.departmentId]);
    await tx.save(evaluation);
    const facts = { candidates: candidates.filter(({ rank }) => rank !== null).length, dueAt: evaluation.decideDueAt!.toISOString() };
    await record(tx, actor, { type: 'evaluation.reported', subject: evaluation.id, project: project.id, facts });
  }

  /** The report's last page: who signed its digest, who dissents, who was silent, what was drawn up before. */
  private async signaturePage(tx: Tx, file: Case, at: Date): Promise<string> {
    const { evaluation, project } = file;
    const withdrawn = await this.drafts.withdrawn(tx, evaluation.id);
    const department = (await this.organizations.byIds([project.departmentId])).get(project.departmentId)?.name ?? '';
    const { id } = await this.documents.issue(tx, system('evaluation'), {
      kind: 'evaluation-signatures',
      subject: evaluation.id,
      title: `评审报告签署页 ${project.number}`,
      number: project.number,
      html: this.templates.render('evaluation-signatures', signatureData(file, { department, withdrawn, at })),
      public: false,
      organizations: [project.departmentId],
      project: project.id,
    });
    return id;
  }
}

/** What a signature is for: the paper by its digest. */
const signedFacts = ({ id, reportId, reportSha256 }: Evaluation): { evaluation: string; report: string; sha256: string } => ({
  evaluation: id,
  report: reportId!,
  sha256: reportSha256!,
});
