import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Agreement, AgreementLot, AgreementSignature, Entrant, EntrantPrice } from './agreement.entity.js';
import type { AgreementState } from './agreement.lifecycle.js';
import { agreementColumns, entrantColumns, lotColumns, type LotRow, priceColumns, type PriceRow, toLot, toPrice } from './rows.queries.js';

/** An entrant with its name, prices and what is said of it. */
export interface WholeEntrant extends Entrant {
  readonly name: string;
  readonly uscc: string;
  readonly prices: readonly EntrantPrice[];
  readonly orders: number;
  /** How many feedbacks, and their mean; null without any. */
  readonly feedback: number;
  readonly rating: number | null;
}

export interface Fund {
  readonly planItemId: string;
  readonly number: string;
  readonly title: string;
  readonly year: number;
  /** Fen as text. */
  readonly amount: string;
  /** What live orders count for; fen as text. */
  readonly taken: string;
}

export interface WholeAgreement extends Agreement {
  readonly department: { readonly id: string; readonly name: string; readonly uscc: string };
  readonly lots: readonly AgreementLot[];
  readonly entrants: readonly WholeEntrant[];
  readonly signatures: readonly AgreementSignature[];
  readonly funds: readonly Fund[];
}

export interface AgreementLine extends Agreement {
  readonly department: string;
  readonly entrants: number;
}

export interface AgreementFilter {
  /** Part of the title or the number. */
  readonly q?: string;
  readonly departmentId?: string;
  /** Where this provider stands or stood. */
  readonly providerId?: string;
  readonly states?: readonly AgreementState[];
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const matching = `($1 = '' or strpos(lower(a.search), lower($1)) > 0) and ($2::uuid is null or a.department_id = $2)
  and ($3::uuid is null or exists (select from frameworks.entrant e where e.agreement_id = a.id and e.provider_id = $3))
  and ($4::text[] is null or a.state = any($4))`;
const asked = ({ q, departmentId, providerId, states }: AgreementFilter): unknown[] => [
  q?.trim() ?? '',
  departmentId ?? null,
  providerId ?? null,
  states ?? null,
];

/** Reads agreements: the entry's result is public from the moment it is made. */
@Injectable()
export class AgreementQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<WholeAgreement | null> {
    return this.one('a.id = $1', id);
  }

  byNumber(number: string): Promise<WholeAgreement | null> {
    return this.one('a.number = $1', number);
  }

  async idOfProcedure(procedureId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>('select id from frameworks.agreement where procedure_id = $1', [procedureId]);
    return row?.id ?? null;
  }

  async idOfEntrant(entrantId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>('select agreement_id as id from frameworks.entrant where id = $1', [entrantId]);
    return row?.id ?? null;
  }

  /** Newest first, a page at a time. */
  async list(filter: AgreementFilter = {}): Promise<{ items: AgreementLine[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<AgreementLine>(
      `select ${agreementColumns}, n.name as department,
         (select count(*)::int from frameworks.entrant e where e.agreement_id = a.id and e.state = 'in') as entrants
       from frameworks.agreement a join organizations.organization n on n.id = a.department_id
       where ${matching} and ($5::uuid is null or a.id < $5) order by a.id desc limit $6`,
      [...asked(filter), cursorOf(filter.after), limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null };
  }

  async count(filter: AgreementFilter = {}): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from frameworks.agreement a where ${matching}`,
      asked(filter),
    );
    return row!.count;
  }

  /** Closed framework procedures of a department whose report, or open call, waits to be concluded. */
  toConclude(departmentId: string, methods: readonly string[]): Promise<{ id: string; number: string; title: string; method: string }[]> {
    return this.database.query(
      `select p.id, p.number, n.content->>'title' as title, p.method from tendering.procedure p
         join tendering.notice n on n.procedure = p.id and n.version = p.version
       where p.department = $1 and p.method = any($2) and p.state = 'closed' order by p.closed_at limit 100`,
      [departmentId, methods],
    );
  }

  private async one(where: string, value: string): Promise<WholeAgreement | null> {
    const [agreement] = await this.database.query<Agreement>(`select ${agreementColumns} from frameworks.agreement a where ${where}`, [
      value,
    ]);
    if (!agreement) return null;
    const { id, departmentId } = agreement;
    const [department] = await this.database.query<WholeAgreement['department']>(
      'select id, name, uscc from organizations.organization where id = $1',
      [departmentId],
    );
    const lots = await this.database.query<LotRow>(`select ${lotColumns} from frameworks.lot l where l.agreement_id = $1 order by l.lot`, [
      id,
    ]);
    const entrants = await this.database.query<Omit<WholeEntrant, 'prices'>>(
      `select ${entrantColumns}, n.name, n.uscc,
         (select count(*)::int from frameworks.call_off o where o.entrant_id = e.id and o.state in ('contracted', 'completed')) as orders,
         (select count(*)::int from frameworks.feedback f where f.entrant_id = e.id) as feedback,
         (select round(avg(rating), 1)::float8 from frameworks.feedback f where f.entrant_id = e.id) as rating
       from frameworks.entrant e join organizations.organization n on n.id = e.provider_id where e.agreement_id = $1 order by e.id`,
      [id],
    );
    const prices = await this.database.query<PriceRow>(
      `select ${priceColumns} from frameworks.price p join frameworks.entrant e on e.id = p.entrant_id where e.agreement_id = $1
       order by p.lot, p.rank`,
      [id],
    );
    const signatures = await this.database.query<AgreementSignature>(
      `select s.entrant_id as "entrantId", s.side, s.person_name as "personName", s.organization_id as "organizationId", s.statement,
         s.algorithm, s.key_id as "keyId", s.signature, s.at
       from frameworks.signature s join frameworks.entrant e on e.id = s.entrant_id where e.agreement_id = $1 order by s.at`,
      [id],
    );
    const funds = await this.database.query<Fund>(
      `select f.plan_item_id as "planItemId", i.number, i.title, i.year, i.amount::text as amount,
         (select coalesce(sum(o.amount), 0)::text from frameworks.call_off o where o.plan_item_id = f.plan_item_id
            and o.state in ('placed', 'quoting', 'offered', 'accepted', 'contracted', 'completed')) as taken
       from frameworks.fund f join planning.plan_item i on i.id = f.plan_item_id where f.agreement_id = $1 order by f.added_at`,
      [id],
    );
    const all = prices.map(toPrice);
    return {
      ...agreement,
      department: department!,
      lots: lots.map(toLot),
      entrants: entrants.map((entrant) => ({ ...entrant, prices: all.filter(({ entrantId }) => entrantId === entrant.id) })),
      signatures,
      funds,
    };
  }
}

/** A cursor that is none begins at the beginning. */
export function cursorOf(after: string | null | undefined): string | null {
  const id = after ? Buffer.from(after, 'base64url').toString('utf8') : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
