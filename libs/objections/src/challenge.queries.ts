import { Injectable } from '@nestjs/common';
import { absent, type Actor, has } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { NoticeQueries } from '#tendering';
import { maySeeChallenge } from './challenge.policy.js';
import type { ChallengeFields, ChallengeRow } from './challenge.view.js';

/** Which challenges an actor asks for. */
export interface ChallengeFilter {
  readonly procedureId?: string | null;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const columns = `c.id, c.number, c.procedure_id as "procedureId", c.award_id as "awardId", c.department_id as "departmentId",
  c.provider_id as "providerId", c.facts, c.request, c.basis, c.evidence, c.state, c.may_affect_result as "mayAffectResult",
  c.examined_by as "examinedBy", c.examined_at as "examinedAt", c.refusal_reason as "refusalReason", c.outcome, c.answer,
  c.answered_at as "answeredAt", c.filed_at as "filedAt", c.window_ends_at as "windowEndsAt", c.answer_due_at as "answerDueAt"`;

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

  /** The actor's own side, newest first; a supervisor sees all. */
  async list(
    actor: Actor,
    { procedureId = null, after, limit = 20 }: ChallengeFilter = {},
  ): Promise<{ items: ChallengeRow[]; next: string | null }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const [at, id] = cursorOf(after);
    const rows = await this.database.query<ChallengeFields>(
      `select ${columns} from objections.challenge c
       where ($1 or c.department_id = $2 or c.provider_id = $2) and ($3::uuid is null or c.procedure_id = $3)
         and ($4::timestamptz is null or (c.filed_at, c.id) < ($4, $5::uuid))
       order by c.filed_at desc, c.id desc limit $6`,
      [has(actor, 'supervisor'), actor.organizationId, procedureId, at, id, size + 1],
    );
    const page = rows.slice(0, size);
    const last = page.at(-1);
    return { items: await this.named(page), next: rows.length > size && last ? cursor(last) : null };
  }

  /** Of a department's, those that wait for somebody there, most urgent first. */
  async waitingFor(departmentId: string, limit = 50): Promise<ChallengeRow[]> {
    const rows = await this.database.query<ChallengeFields>(
      `select ${columns} from objections.challenge c
       where c.department_id = $1 and c.state in ('filed', 'accepted') order by c.answer_due_at, c.id limit $2`,
      [departmentId, limit],
    );
    return this.named(rows);
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

const cursor = ({ filedAt, id }: ChallengeFields): string => Buffer.from(JSON.stringify([filedAt.toISOString(), id])).toString('base64url');

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): [string | null, string | null] {
  try {
    const [at, id] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')) as [unknown, unknown];
    const sound = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return sound ? [at, id] : [null, null];
  } catch {
    return [null, null];
  }
}
