import { Injectable } from '@nestjs/common';
import { absent, type Actor, has } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { NoticeQueries } from '#tendering';
import { maySeeChallenge } from './challenge.policy.js';
import type { ChallengeFields, ChallengeRow } from './challenge.view.js';
import { cursorAt, pageSize, placeOf } from './objection-list.rules.js';

/** Which challenges an actor asks for. */
export interface ChallengeFilter {
  readonly procedureId?: string | null;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const columns = `c.id, c.number, c.procedure_id as "procedureId", c.stage, c.award_id as "awardId", c.department_id as "departmentId",
  c.provider_id as "providerId", c.points, c.petitioner, c.evidence, c.state, c.may_affect_result as "mayAffectResult",
  c.examined_by as "examinedBy", c.examined_at as "examinedAt", c.refusal_reason as "refusalReason",
  c.returned_reason as "returnedReason", c.returned_at as "returnedAt", c.supplement_due_at as "supplementDueAt", c.outcome, c.remedy,
  c.answer, c.answered_at as "answeredAt", c.withdrawn_at as "withdrawnAt", c.paper_id as "paperId", c.rule_day::text as "ruleDay",
  c.filed_at as "filedAt", c.window_ends_at as "windowEndsAt", c.answer_due_at as "answerDueAt"`;

/** Reads challenges for their parties and for those who supervise. */
@Injectable()
export class ChallengeQueries {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly notices: NoticeQueries,
  ) {}

  async byId(actor: Actor, id: string): Promise<ChallengeRow> {
    const [row] = await this.database.query<ChallengeFields>(`select ${columns} from objections.challenge c where c.id = $1`, [id]);
    if (!row || !maySeeChallenge(actor, row)) throw absent('challenge');
    const [named] = await this.named([row]);
    return named!;
  }

  /** The actor's own side, newest first; those who supervise or decide complaints see all. */
  async list(
    actor: Actor,
    { procedureId = null, after, limit }: ChallengeFilter = {},
  ): Promise<{ items: ChallengeRow[]; next: string | null }> {
    const size = pageSize(limit);
    const [at, id] = placeOf(after);
    const all = has(actor, 'supervisor', 'finance_checker', 'finance_approver');
    const rows = await this.database.query<ChallengeFields>(
      `select ${columns} from objections.challenge c
       where ($1 or c.department_id = $2 or c.provider_id = $2) and ($3::uuid is null or c.procedure_id = $3)
         and ($4::timestamptz is null or (c.filed_at, c.id) < ($4, $5::uuid))
       order by c.filed_at desc, c.id desc limit $6`,
      [all, actor.organizationId, procedureId, at, id, size + 1],
    );
    const page = rows.slice(0, size);
    const last = page.at(-1);
    const items = await this.named(page.filter((row) => maySeeChallenge(actor, row)));
    return { items, next: rows.length > size && last ? cursorAt(last.filedAt, last.id) : null };
  }

  /** Of a department's, those that wait for somebody there, most urgent first. */
  async waitingFor(departmentId: string, limit = 50): Promise<ChallengeRow[]> {
    return this.named(
      await this.database.query<ChallengeFields>(
        `select ${columns} from objections.challenge c
         where c.department_id = $1 and c.state in ('filed', 'accepted') order by c.answer_due_at, c.id limit $2`,
        [departmentId, limit],
      ),
    );
  }

  /** Of a supplier's, those that were given back to be completed. */
  async givenBackTo(providerId: string, limit = 50): Promise<ChallengeRow[]> {
    return this.named(
      await this.database.query<ChallengeFields>(
        `select ${columns} from objections.challenge c where c.provider_id = $1 and c.state = 'returned' order by c.supplement_due_at limit $2`,
        [providerId, limit],
      ),
    );
  }

  private async named(rows: readonly ChallengeFields[]): Promise<ChallengeRow[]> {
    const names = await this.organizations.byIds(rows.flatMap(({ providerId, departmentId }) => [providerId, departmentId]));
    const notices = await this.notices.summaries(rows.map(({ procedureId }) => procedureId));
    return rows.map((row) => ({
      ...row,
      title: notices.get(row.procedureId)?.title ?? '',
      procedureNumber: notices.get(row.procedureId)?.number ?? '',
      provider: names.get(row.providerId)?.name ?? '',
      department: names.get(row.departmentId)?.name ?? '',
    }));
  }
}
