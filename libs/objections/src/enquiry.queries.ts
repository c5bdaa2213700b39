import { Injectable } from '@nestjs/common';
import { absent, type Actor, has } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { NoticeQueries } from '#tendering';
import { maySeeEnquiry } from './enquiry.policy.js';
import type { EnquiryRow } from './enquiry.view.js';
import type { ChallengeFilter } from './challenge.queries.js';
import { cursorAt, pageSize, placeOf } from './objection-list.rules.js';

const columns = `e.id, e.number, e.procedure_id as "procedureId", e.department_id as "departmentId", e.asker_id as "askerId", e.text, e.state,
  e.answer, e.answered_at as "answeredAt", e.asked_at as "askedAt", e.answer_due_at as "answerDueAt"`;

type Fields = Omit<EnquiryRow, 'procedureNumber' | 'title' | 'department' | 'asker'>;

/** Reads enquiries for their parties. */
@Injectable()
export class EnquiryQueries {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly notices: NoticeQueries,
  ) {}

  async byId(actor: Actor, id: string): Promise<EnquiryRow> {
    const [row] = await this.database.query<Fields>(`select ${columns} from objections.enquiry e where e.id = $1`, [id]);
    if (!row || !maySeeEnquiry(actor, row)) throw absent('enquiry');
    const [named] = await this.named([row]);
    return named!;
  }

  async list(
    actor: Actor,
    { procedureId = null, after, limit }: ChallengeFilter = {},
  ): Promise<{ items: EnquiryRow[]; next: string | null }> {
    const size = pageSize(limit);
    const [at, id] = placeOf(after);
    const rows = await this.database.query<Fields>(
      `select ${columns} from objections.enquiry e
       where ($1 or e.department_id = $2 or e.asker_id = $2) and ($3::uuid is null or e.procedure_id = $3)
         and ($4::timestamptz is null or (e.asked_at, e.id) < ($4, $5::uuid))
       order by e.asked_at desc, e.id desc limit $6`,
      [has(actor, 'supervisor'), actor.organizationId, procedureId, at, id, size + 1],
    );
    const page = rows.slice(0, size);
    const last = page.at(-1);
    const items = await this.named(page.filter((row) => maySeeEnquiry(actor, row)));
    return { items, next: rows.length > size && last ? cursorAt(last.askedAt, last.id) : null };
  }

  /** Of a department's, those that wait for an answer, most urgent first. */
  async waitingFor(departmentId: string, limit = 50): Promise<EnquiryRow[]> {
    return this.named(
      await this.database.query<Fields>(
        `select ${columns} from objections.enquiry e
         where e.department_id = $1 and e.state <> 'answered' order by e.answer_due_at, e.id limit $2`,
        [departmentId, limit],
      ),
    );
  }

  private async named(rows: readonly Fields[]): Promise<EnquiryRow[]> {
    const names = await this.organizations.byIds(rows.flatMap(({ askerId, departmentId }) => [askerId, departmentId]));
    const notices = await this.notices.summaries(rows.map(({ procedureId }) => procedureId));
    return rows.map((row) => ({
      ...row,
      title: notices.get(row.procedureId)?.title ?? '',
      procedureNumber: notices.get(row.procedureId)?.number ?? '',
      asker: names.get(row.askerId)?.name ?? '',
      department: names.get(row.departmentId)?.name ?? '',
    }));
  }
}
