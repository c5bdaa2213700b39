import { Injectable } from '@nestjs/common';
import { absent, type Actor, ensure, found, refuse } from '#kernel';
import { Deadlines } from '#calendar';
import { Award } from '#evaluation';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { Bureau } from './bureau.queries.js';
import { Challenge } from './challenge.entity.js';
import { Complaint } from './complaint.entity.js';
import type { RespondComplaint } from './complaint.input.js';
import { mayRespond } from './complaint.policy.js';
import { EvidenceDesk } from './evidence.service.js';

const respondKey = 'complaint.respond';

/** Those a complaint is sent to, and what they say to it (MOF Order 94 Art. 22). */
@Injectable()
export class Respondents {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly evidence: EvidenceDesk,
    private readonly bureau: Bureau,
  ) {}

  /** The buyer, and whose award it is about. Each has a clock of its own and may read the evidence. Answers who they are. */
  async name(tx: Tx, complaint: Complaint, at: Date): Promise<string[]> {
    const { id, procedureId, departmentId, awardId, complainantId, ruleDay } = complaint;
    const award = awardId ? await tx.findOneBy(Award, { id: awardId }) : null;
    const named = new Set([departmentId, ...(award ? [award.providerId] : [])]);
    named.delete(complainantId);
    const challenge = found(await tx.findOneBy(Challenge, { id: complaint.challengeId }), 'challenge');
    await this.evidence.open(tx, [...complaint.evidence, ...challenge.evidence], [...named]);
    for (const holder of named) {
      const response = uuidv7();
      const dueAt = await this.deadlines.open(tx, {
        subject: response,
        subjectType: 'complaint',
        project: holder === departmentId ? procedureId : null,
        key: respondKey,
        holder,
        startsAt: at,
        ruleDay,
      });
      await tx.query('insert into objections.response (id, complaint_id, organization_id, due_at) values ($1, $2, $3, $4)', [
        response,
        id,
        holder,
        dueAt,
      ]);
    }
    return [...named];
  }

  /** Who was asked, until when, and who responded. */
  of(tx: Tx, complaintId: string): Promise<{ dueAt: Date; respondedAt: Date | null }[]> {
    return tx.query(`select due_at as "dueAt", responded_at as "respondedAt" from objections.response where complaint_id = $1`, [
      complaintId,
    ]);
  }

  /** What a respondent says, with its proof. Once; after the decision it is too late. */
  respond(actor: Actor, id: string, { text, evidence }: RespondComplaint): Promise<void> {
    return this.database.transaction(async (tx) => {
      const complaint = found(await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'complaint');
      const [row] = await tx.query<{ id: string; respondedAt: Date | null }[]>(
        `select id, responded_at as "respondedAt" from objections.response where complaint_id = $1 and organization_id = $2 for update`,
        [id, actor.organizationId],
      );
      if (!row || !mayRespond(actor, { organizationId: actor.organizationId })) throw absent('complaint');
      const at = await now(tx);
      ensure(
        row.respondedAt ? refuse('conflict', 'complaint.responded-already') : undefined,
        complaint.state === 'sent' || complaint.state === 'stopped' ? undefined : refuse('conflict', 'complaint.response-late'),
      );

      const files = await this.evidence.take(tx, actor, evidence, [await this.bureau.id()]);
      await tx.query(
        `update objections.response set text = $2, evidence = $3, responded_by = $4, responded_at = $5
         where id = $1`,
        [row.id, text, JSON.stringify(files), actor.personId, at],
      );
      await this.deadlines.meet(tx, row.id, respondKey, at);
      const facts = { number: complaint.number, respondent: actor.organizationId };
      await record(tx, actor, { type: 'complaint.responded', subject: id, project: complaint.procedureId, facts });
    });
  }
}
