import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { BidQueries, type Offer } from '#bidding';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { type NoticeContent, NoticeQueries } from '#tendering';
import type { AwardFields } from './award.view.js';
import { publicAwardStates } from './award.lifecycle.js';
import { type PublicResult, type ResultLine, type ResultRow, resultView } from './result.view.js';
import { type Project, Projects } from './project.queries.js';

/** Everything a contract is made from: nothing is typed again. */
export interface AwardBasis {
  readonly award: AwardFields;
  readonly project: Project;
  /** The notice in its last version. */
  readonly content: NoticeContent;
  readonly offer: Offer;
}

const columns = `a.id, a.procedure_id as "procedureId", a.bid_id as "bidId", a.provider_id as "providerId", a.price, a.rank, a.state,
  a.by_silence as "bySilence", a.decided_at as "decidedAt", a.announced_at as "announcedAt",
  a.notice_ends_at as "noticeEndsAt", a.challenge_ends_at as "challengeEndsAt"`;

type Row = Omit<AwardFields, 'price'> & { price: string };
const toAward = <T extends Row>(row: T): Omit<T, 'price'> & { price: Fen } => ({ ...row, price: BigInt(row.price) });

/** Reads awards: for later rooms as they are, for the public once announced. */
@Injectable()
export class AwardQueries {
  constructor(
    private readonly database: Database,
    private readonly projects: Projects,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  async byId(id: string): Promise<AwardFields | null> {
    const [row] = await this.database.query<Row>(`select ${columns} from evaluation.award a where a.id = $1`, [id]);
    return row ? toAward(row) : null;
  }

  /** The one award of a procedure that is not withdrawn. */
  async byProcedure(procedureId: string): Promise<AwardFields | null> {
    const [row] = await this.database.query<Row>(
      `select ${columns} from evaluation.award a where a.procedure_id = $1 and a.state <> 'withdrawn'`,
      [procedureId],
    );
    return row ? toAward(row) : null;
  }

  /** What the contract is made from. Null when there is no such award. */
  async basis(id: string): Promise<AwardBasis | null> {
    const award = await this.byId(id);
    if (!award) return null;
    const project = await this.projects.byId(award.procedureId);
    const won = (await this.bids.opened(award.procedureId)).find(({ bidId }) => bidId === award.bidId);
    return won ? { award, project, content: project.content, offer: won.offer } : null;
  }

  /** Announced results, newest first. */
  async list({ after, limit = 20 }: { after?: string | null; limit?: number } = {}): Promise<{ items: ResultRow[]; next: string | null }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const [at, id] = cursorOf(after);
    const rows = await this.database.query<Row>(
      `select ${columns} from evaluation.award a
       where a.announced_at is not null and a.state = any($1)
         and ($2::timestamptz is null or (a.announced_at, a.id) < ($2, $3::uuid))
       order by a.announced_at desc, a.id desc limit $4`,
      [publicAwardStates, at, id, size + 1],
    );
    const page = rows.slice(0, size).map(toAward);
    const notices = await this.notices.summaries(page.map(({ procedureId }) => procedureId));
    const names = await this.organizations.byIds(page.map(({ providerId }) => providerId));
    const items = page.flatMap((award) => {
      const notice = notices.get(award.procedureId);
      if (!notice) return [];
      const { number, title, method, department } = notice;
      return [{ award, number, title, method, department: department.name, winner: names.get(award.providerId)?.name ?? '' }];
    });
    const last = page.at(-1);
    return { items, next: rows.length > size && last ? cursor(last.announcedAt!, last.id) : null };
  }

  /** The result of a procedure as everybody may read it, by the procedure's number; null before the announcement. */
  async publicByNumber(number: string): Promise<PublicResult | null> {
    const project = await this.projects.byNumber(number);
    if (!project) return null;
    const awards = (
      await this.database.query<Row & { withdrawnAt: Date | null }>(
        `select ${columns}, a.withdrawn_at as "withdrawnAt" from evaluation.award a
         where a.procedure_id = $1 and a.announced_at is not null order by a.announced_at desc`,
        [project.id],
      )
    ).map(toAward);
    if (awards.length === 0) return null;
    const lines = await this.database.query<Omit<ResultLine, 'name' | 'uscc'>>(
      `select c.provider_id as "providerId", c.rank, c.total, c.drawn from evaluation.candidate c
       join evaluation.evaluation e on e.id = c.evaluation_id where e.procedure_id = $1 and c.rank is not null order by c.rank`,
      [project.id],
    );
    const panel = await this.database.query<{ name: string; kind: 'expert' | 'representative' }>(
      `select s.name, s.kind from evaluation.seat s join evaluation.evaluation e on e.id = s.evaluation_id
       where e.procedure_id = $1 and s.state = 'signed' order by s.place`,
      [project.id],
    );
    const names = await this.organizations.byIds([project.departmentId, ...lines.map((line) => line.providerId)]);
    return resultView(project, awards, lines, panel, (id) => names.get(id) ?? null);
  }
}

const cursor = (at: Date, id: string): string => Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

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
