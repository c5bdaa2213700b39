import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { absent, type Actor, found, has } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database, type Tx } from '#platform';
import { NoticeQueries } from '#tendering';
import type { ChallengeFilter } from './challenge.queries.js';
import { Complaint } from './complaint.entity.js';
import { openComplaints } from './complaint.lifecycle.js';
import { maySeeComplaint } from './complaint.policy.js';
import type { ComplaintRow, PublishedDecision, ResponseLine } from './complaint.view.js';
import { cursorAt, pageSize, placeOf } from './objection-list.rules.js';
import type { Evidence } from './petition.rules.js';

interface ResponseRow {
  complaintId: string;
  organizationId: string;
  dueAt: Date;
  text: string | null;
  evidence: readonly Evidence[];
  respondedAt: Date | null;
}

/** Reads complaints for their parties, the bureau and those who supervise; decisions for everybody. */
@Injectable()
export class ComplaintQueries {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly notices: NoticeQueries,
  ) {}

  /** For the complainant, the bureau and those who supervise. */
  byId(actor: Actor, id: string): Promise<ComplaintRow> {
    return this.one(id, (complaint) => maySeeComplaint(actor, complaint));
  }

  /** For one of those it was sent to. */
  async sentTo(actor: Actor, id: string): Promise<ComplaintRow> {
    const row = await this.one(id, ({ sentAt }) => sentAt !== null);
    const named = row.responses.some(({ organizationId }) => organizationId === actor.organizationId);
    if (!named || has(actor, 'field_staff', 'expert')) throw absent('complaint');
    return row;
  }

  /** The complainant's own, or all for the bureau and those who supervise; newest first. */
  list(actor: Actor, { procedureId = null, after, limit }: ChallengeFilter = {}): Promise<{ items: ComplaintRow[]; next: string | null }> {
    const size = pageSize(limit);
    const [at, id] = placeOf(after);
    const all = has(actor, 'supervisor', 'finance_checker', 'finance_approver');
    return this.database.transaction(async (tx) => {
      const ids = await tx.query<{ id: string }[]>(
        `select id from objections.complaint
         where ($1 or complainant_id = $2) and ($3::uuid is null or procedure_id = $3)
           and ($4::timestamptz is null or (filed_at, id) < ($4, $5::uuid))
         order by filed_at desc, id desc limit $6`,
        [all, actor.organizationId, procedureId, at, id, size + 1],
      );
      const page = await this.rows(tx, ids.slice(0, size));
      const last = page.at(-1);
      const items = page.filter((row) => maySeeComplaint(actor, row));
      return { items, next: ids.length > size && last ? cursorAt(last.filedAt, last.id) : null };
    });
  }

  /** What waits for the bureau, most urgent first. */
  waiting(limit = 50): Promise<ComplaintRow[]> {
    return this.database.transaction(async (tx) => {
      const ids = await tx.find(Complaint, {
        select: { id: true },
        where: { state: In([...openComplaints]) },
        order: { decideDueAt: 'ASC' },
        take: limit,
      });
      return this.rows(tx, ids);
    });
  }

  /** Complaints an organization was sent and has not responded to. */
  toRespond(organizationId: string, limit = 50): Promise<ComplaintRow[]> {
    return this.database.transaction(async (tx) => {
      const ids = await tx.query<{ id: string }[]>(
        `select c.id from objections.response r join objections.complaint c on c.id = r.complaint_id
         where r.organization_id = $1 and r.responded_at is null and c.state in ('sent', 'stopped') order by r.due_at limit $2`,
        [organizationId, limit],
      );
      return this.rows(tx, ids);
    });
  }

  /** Decisions as they were published, newest first. */
  async published({ after, limit }: Pick<ChallengeFilter, 'after' | 'limit'> = {}): Promise<{
    items: PublishedDecision[];
    next: string | null;
  }> {
    const size = pageSize(limit);
    const [at, id] = placeOf(after);
    return this.database.transaction(async (tx) => {
      const ids = await tx.query<{ id: string }[]>(
        `select id from objections.complaint where decided_at is not null
           and ($1::timestamptz is null or (decided_at, id) < ($1, $2::uuid)) order by decided_at desc, id desc limit $3`,
        [at, id, size + 1],
      );
      const page = (await this.rows(tx, ids.slice(0, size))).sort((one, other) => other.decidedAt!.getTime() - one.decidedAt!.getTime());
      const last = page.at(-1);
      const items = page.map(({ number, procedureNumber, title, complainant, department, outcome, remedy, decidedAt, paperId }) => ({
        number,
        procedureNumber,
        title,
        complainant,
        department,
        outcome: outcome!,
        remedy,
        decidedAt: decidedAt!,
        paperId: paperId!,
      }));
      return { items, next: ids.length > size && last ? cursorAt(last.decidedAt!, last.id) : null };
    });
  }

  private one(id: string, visible: (complaint: Complaint) => boolean): Promise<ComplaintRow> {
    return this.database.transaction(async (tx) => {
      const complaint = await tx.findOneBy(Complaint, { id });
      if (!complaint || !visible(complaint)) throw absent('complaint');
      return found((await this.rows(tx, [complaint]))[0] ?? null, 'complaint');
    });
  }

  private async rows(tx: Tx, wanted: readonly { readonly id: string }[]): Promise<ComplaintRow[]> {
    const ids = wanted.map(({ id }) => id);
    const complaints = await tx.findBy(Complaint, { id: In(ids) });
    const responses = await tx.query<ResponseRow[]>(
      `select complaint_id as "complaintId", organization_id as "organizationId", due_at as "dueAt", text, evidence,
         responded_at as "respondedAt" from objections.response where complaint_id = any($1::uuid[]) order by due_at, organization_id`,
      [ids],
    );
    const challenges = await tx.query<{ id: string; number: string }[]>(
      'select id, number from objections.challenge where id = any($1::uuid[])',
      [complaints.map(({ challengeId }) => challengeId)],
    );
    const parties = complaints.flatMap(({ complainantId, departmentId }) => [complainantId, departmentId]);
    const names = await this.organizations.byIds([...parties, ...responses.map(({ organizationId }) => organizationId)]);
    const notices = await this.notices.summaries(complaints.map(({ procedureId }) => procedureId));
    const nameOf = (id: string): string => names.get(id)?.name ?? '';
    const named = complaints.map((complaint) => ({
      ...complaint,
      title: notices.get(complaint.procedureId)?.title ?? '',
      procedureNumber: notices.get(complaint.procedureId)?.number ?? '',
      complainant: nameOf(complaint.complainantId),
      department: nameOf(complaint.departmentId),
      challengeNumber: challenges.find(({ id }) => id === complaint.challengeId)?.number ?? '',
      responses: responses
        .filter(({ complaintId }) => complaintId === complaint.id)
        .map(({ complaintId: _complaint, ...line }): ResponseLine => ({ ...line, name: nameOf(line.organizationId) })),
    }));
    return ids.flatMap((id) => named.filter((one) => one.id === id));
  }
}
