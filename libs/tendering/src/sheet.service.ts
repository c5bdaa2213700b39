import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import type { Tx } from '#platform';
import { OrganizationQueries } from '#organizations';
import { noticeColumns, noticeFrom, noticeTables, type NoticeRow, type Question, questionColumns } from './notice.entity.js';
import { noticeSummary, noticeView, questionView } from './notice.view.js';
import { type Procedure, procedureColumns } from './procedure.entity.js';
import { searchText } from './search.rules.js';

/**
 * The sheet the public reads: everything a public GET answers, written once in the transaction of each public act, so
 * that reading is one look by key. Its revision counts the public acts and makes the ETag.
 */
@Injectable()
export class Sheets {
  constructor(private readonly organizations: OrganizationQueries) {}

  async write(tx: Tx, id: string): Promise<void> {
    const [procedure] = await tx.query<Procedure[]>(`select ${procedureColumns} from tendering.procedure p where p.id = $1`, [id]);
    const notices = (
      await tx.query<NoticeRow[]>(`select ${noticeColumns} from ${noticeTables} where n.procedure = $1 order by n.version`, [id])
    ).map(noticeFrom);
    const questions = await tx.query<Question[]>(
      `select ${questionColumns} from tendering.question q where q.procedure = $1 and q.answer is not null order by q.no`,
      [id],
    );
    const row = found(procedure, 'procedure');
    const buyer = found(await this.organizations.byId(row.departmentId), 'organization');
    const view = noticeView(row, notices, buyer);
    const { content } = view;

    await tx.query(
      `insert into tendering.sheet as known
         (procedure, number, revision, etag, detail, summary, questions, department, method, state, budget, published_at, closes_at, words)
       values ($1, $2, 1, '"' || $2 || '-' || $8::text || '-' || $9 || '-1"', $3, $4, $5, $6, $7, $9, $10, $11, $12,
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
      ],
    );
  }
}
