import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import type { Tx } from '#platform';
import { OrganizationQueries } from '#organizations';
import {
  noticeColumns,
  noticeFrom,
  noticeTables,
  type NoticeRow,
  type Question,
  questionColumns,
  questionTables,
} from './notice.entity.js';
import { noticeSummary, noticeView, questionView, type RoundView, type ShownDraw } from './notice.view.js';
import { type Procedure, procedureColumns } from './procedure.entity.js';
import { searchText } from './search.rules.js';

/** The draw of the invited, told once the result is out. */
const shownDraw = `select d.source, encode(d.seed, 'hex') as seed, d.candidates, d.drawn, d.witnesses, d.at
  from tendering.draw d join tendering.invitation_shown s on s.procedure = d.procedure where d.procedure = $1`;

/**
 * The sheet the public reads: everything a public GET answers, written once in the transaction of each public act, so
 * that reading is one look by key. Its revision counts the public acts and makes the ETag.
 */
@Injectable()
export class Sheets {
  constructor(private readonly organizations: OrganizationQueries) {}

  /** Every published round of a plan item, so that each names the others. */
  async writeRounds(tx: Tx, planItemId: string): Promise<void> {
    const rounds = await tx.query<{ id: string }[]>(
      'select id from tendering.procedure where plan_item = $1 and version > 0 order by round',
      [planItemId],
    );
    for (const { id } of rounds) await this.write(tx, id);
  }

  async write(tx: Tx, id: string): Promise<void> {
    const [procedure] = await tx.query<Procedure[]>(`select ${procedureColumns} from tendering.procedure p where p.id = $1`, [id]);
    const notices = (
      await tx.query<NoticeRow[]>(`select ${noticeColumns} from ${noticeTables} where n.procedure = $1 order by n.version`, [id])
    ).map(noticeFrom);
    const questions = await tx.query<Question[]>(
      `select ${questionColumns} from ${questionTables}
       where q.procedure = $1 and coalesce(q.answer, same.answer) is not null order by q.no`,
      [id],
    );
    const row = found(procedure, 'procedure');
    const buyer = found(await this.organizations.byId(row.departmentId), 'organization');
    const rounds = await tx.query<RoundView[]>(
      'select round, number, state from tendering.procedure where plan_item = $1 and version > 0 order by round',
      [row.planItemId],
    );
    const [draw] = await tx.query<ShownDraw[]>(shownDraw, [id]);
    const view = noticeView(row, notices, buyer, rounds, draw ?? null);
    const { content } = view;

    await tx.query(
      `insert into tendering.sheet as known
         (procedure, number, revision, etag, detail, summary, questions, department, method, state, budget, published_at, closes_at, reserved, words)
       values ($1, $2, 1, '"' || $2 || '-' || $8::text || '-' || $9 || '-1"', $3, $4, $5, $6, $7, $9, $10, $11, $12, $15,
               setweight(to_tsvector('simple', $13), 'A') || setweight(to_tsvector('simple', $14), 'B'))
       on conflict (procedure) do update set
         revision = known.revision + 1,
         etag = '"' || $2 || '-' || $8::text || '-' || $9 || '-' || (known.revision + 1)::text || '"',
         detail = excluded.detail, summary = excluded.summary, questions = excluded.questions, state = excluded.state,
         closes_at = excluded.closes_at, words = excluded.words`,
      [
        id,
        view.number,
        JSON.stringify(view),
        JSON.stringify(noticeSummary(row, notices.at(-1)!, buyer)),
        JSON.stringify({ data: questions.map(questionView) }),
        row.departmentId,
        row.method,
        row.version,
        row.state,
        row.budget,
        row.publishedAt,
        row.closesAt,
        searchText(`${content.title} ${view.number} ${buyer.name}`),
        searchText(`${content.category} ${content.service.beneficiaries} ${content.service.quality} ${content.service.description}`),
        content.policy?.smeReserve === 'reserve',
      ],
    );
  }
}
