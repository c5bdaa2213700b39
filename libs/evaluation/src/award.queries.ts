import { Injectable } from '@nestjs/common';
import { type Fen, toYuan } from '#kernel';
import { BidQueries, type Offer } from '#bidding';
import { OrganizationQueries } from '#organizations';
import { Database, type Tx } from '#platform';
import { type Lot, type NoticeContent, NoticeQueries } from '#tendering';
import type { AwardFields } from './award.view.js';
import { publicAwardStates } from './award.lifecycle.js';
import type { EvaluatedLot } from './lot.entity.js';
import { failureText } from './lot.service.js';
import { type PublicResult, type ResultRow, resultView, type StoredLine } from './result.view.js';
import { type Project, Projects } from './project.queries.js';
import { settledSeatStates } from './seat.lifecycle.js';

/** Everything a contract is made from: nothing is typed again. */
export interface AwardBasis {
  readonly award: AwardFields;
  readonly project: Project;
  /** The notice in its last version. */
  readonly content: NoticeContent;
  readonly lot: Lot;
  readonly offer: Offer;
}

const columns = `a.id, a.procedure_id as "procedureId", a.lot, a.bid_id as "bidId", a.provider_id as "providerId", a.price, a.rank, a.state,
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

  /** The award of a lot that is not withdrawn; without a lot, of the first lot that has one. */
  async byProcedure(procedureId: string, lot?: string): Promise<AwardFields | null> {
    const awards = await this.ofProcedure(procedureId);
    return awards.find((award) => lot === undefined || award.lot === lot) ?? null;
  }

  /** Awards of a procedure that are not withdrawn, lot by lot. */
  async ofProcedure(procedureId: string): Promise<AwardFields[]> {
    const rows = await this.database.query<Row>(
      `select ${columns} from evaluation.award a where a.procedure_id = $1 and a.state <> 'withdrawn' order by length(a.lot), a.lot`,
      [procedureId],
    );
    return rows.map(toAward);
  }

  /** Those of the procedures in which a result was told, withdrawn since or not. */
  async announcedIn(procedureIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      `select distinct procedure_id as id from evaluation.award where procedure_id = any($1) and announced_at is not null`,
      [procedureIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Is the procedure bought lot by lot? Then each contract takes its price out of what is held, and the rest stays held. */
  async byLots(tx: Tx, procedureId: string): Promise<boolean> {
    const [{ count }] = (await tx.query(
      `select count(distinct l.lot)::int as count from evaluation.lot l join evaluation.evaluation e on e.id = l.evaluation_id
       where e.procedure_id = $1`,
      [procedureId],
    )) as [{ count: number }];
    return count > 1;
  }

  /** What the contract is made from. Null when there is no such award. */
  async basis(id: string): Promise<AwardBasis | null> {
    const award = await this.byId(id);
    if (!award) return null;
    const project = await this.projects.byId(award.procedureId);
    const won = (await this.bids.opened(award.procedureId)).find(({ bidId }) => bidId === award.bidId);
    const lot = project.lots.find(({ id: own }) => own === award.lot);
    return won && lot ? { award, project, content: project.content, lot, offer: { ...won.offer, price: await this.offered(award) } } : null;
  }

  /** What the winner offered for the lot, in the last round of prices if there was one. */
  private async offered({ id }: AwardFields): Promise<string> {
    const [row] = await this.database.query<{ price: string }>(
      `select c.price from evaluation.award a
         join evaluation.candidate c on c.evaluation_id = a.evaluation_id and c.bid_id = a.bid_id and c.lot = a.lot where a.id = $1`,
      [id],
    );
    return toYuan(BigInt(row!.price));
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
      await this.database.query<Row & { withdrawnAt: Date | null; evaluationId: string }>(
        `select ${columns}, a.evaluation_id as "evaluationId", a.withdrawn_at as "withdrawnAt" from evaluation.award a
         where a.procedure_id = $1 and a.announced_at is not null order by a.announced_at desc`,
        [project.id],
      )
    ).map(toAward);
    if (awards.length === 0) return null;
    const [lots, lines, panel] = await Promise.all([this.lotsOf(project.id), this.lines(project.id), this.panel(awards[0]!.evaluationId)]);
    const names = await this.organizations.byIds([project.departmentId, ...lines.map((line) => line.providerId)]);
    return resultView(
      project,
      { lots, awards, lines, panel, byEvaluated: this.projects.ranking(project).tieByEvaluated },
      (id) => names.get(id) ?? null,
    );
  }

  /** Lots of the round that counts, and those an earlier round settled. */
  private async lotsOf(procedureId: string): Promise<{ lot: string; name: string; failure: string | null }[]> {
    const rows = await this.database.query<EvaluatedLot>(
      `select distinct on (length(l.lot), l.lot) l.lot, l.name, l.failure, l.failure_facts as "failureFacts"
       from evaluation.lot l join evaluation.evaluation e on e.id = l.evaluation_id
       where e.procedure_id = $1 order by length(l.lot), l.lot, e.round desc`,
      [procedureId],
    );
    return rows.map((row) => ({ lot: row.lot, name: row.name, failure: row.failure && failureText([row]) }));
  }

  /** The rankings of every round; a result shows that of its own. */
  private async lines(procedureId: string): Promise<StoredLine[]> {
    const rows = await this.database.query<Omit<StoredLine, 'price'> & { price: string }>(
      `select c.evaluation_id as "evaluationId", c.lot, c.bid_id as "bidId", c.provider_id as "providerId", c.rank, c.total, c.drawn,
         c.price, c.deduction, l.tie_seed as "tieSeed"
       from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
         join evaluation.lot l on l.evaluation_id = c.evaluation_id and l.lot = c.lot
       where e.procedure_id = $1 and c.rank is not null order by c.lot, c.rank`,
      [procedureId],
    );
    return rows.map((row) => ({ ...row, price: BigInt(row.price) }));
  }

  /** Who signed the report of a round, or agreed to it by silence. */
  private panel(evaluationId: string): Promise<{ name: string; kind: 'expert' | 'representative' }[]> {
    return this.database.query(
      `select s.name, s.kind from evaluation.seat s where s.evaluation_id = $1 and s.state = any($2) order by s.place`,
      [evaluationId, [...settledSeatStates]],
    );
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
