import { Injectable } from '@nestjs/common';
import { absent } from '#kernel';
import { Database, type Tx } from '#platform';
import type { Assessment, AssessmentObjection, ScoreLine } from './assessment.entity.js';
import { type AssessmentState, publicStates } from './assessment.lifecycle.js';

const columns = `a.id, a.contract_id as "contractId", a.milestone_id as "milestoneId", a.instalment_id as "instalmentId", a.project,
  a.department_id as "departmentId", a.provider_id as "providerId", a.instalment_amount as "instalmentAmount",
  a.manager_person as "managerPersonId", a.rule_day::text as "ruleDay", a.indicators, a.pay_rule as "payRule", a.state, a.round,
  a.score, a.grade, a.payable, a.deduction, a.computation, a.opened_at as "openedAt", a.scored_by as "scoredBy",
  a.scored_at as "scoredAt", a.posted_by as "postedBy", a.posted_at as "postedAt", a.posting_ends_at as "postingEndsAt",
  a.final_at as "finalAt", a.final_because as "finalBecause"`;
const scoreColumns = `s.indicator_id as "indicatorId", s.round, s.measured, s.score, s.reason, s.person as by, s.at`;
const objectionColumns = `o.id, o.round, o.text, o.person as by, o.at, o.decision, o.decision_text as "decisionText", o.decided_by as "decidedBy", o.decided_at as "decidedAt"`;

type Row = Omit<Assessment, 'instalmentAmount' | 'payable' | 'deduction'> & {
  readonly instalmentAmount: string;
  readonly payable: string | null;
  readonly deduction: string | null;
};

const toAssessment = (row: Row): Assessment => ({
  ...row,
  instalmentAmount: BigInt(row.instalmentAmount),
  payable: row.payable === null ? null : BigInt(row.payable),
  deduction: row.deduction === null ? null : BigInt(row.deduction),
});

/** The assessment for a command, held until it commits; absent refuses. */
export async function lockAssessment(tx: Tx, id: string): Promise<Assessment> {
  const [row] = (await tx.query(`select ${columns} from assessment.assessment a where a.id = $1 for update`, [id])) as Row[];
  if (!row) throw absent('assessment');
  return toAssessment(row);
}

/** The sheet of a round: the last score given to each indicator. */
export async function sheetIn(tx: Tx, id: string, round: number): Promise<ScoreLine[]> {
  return (await tx.query(
    `select distinct on (s.indicator_id) ${scoreColumns} from assessment.score s
     where s.assessment_id = $1 and s.round = $2 order by s.indicator_id, s.id desc`,
    [id, round],
  )) as ScoreLine[];
}

export async function objectionsIn(tx: Tx, id: string): Promise<AssessmentObjection[]> {
  return (await tx.query(`select ${objectionColumns} from assessment.objection o where o.assessment_id = $1 order by o.round`, [
    id,
  ])) as AssessmentObjection[];
}

export interface AssessmentFilter {
  readonly contractId?: string;
  readonly departmentId?: string;
  readonly providerId?: string;
  readonly states?: readonly AssessmentState[];
  /** Posted ones, and this organization's own; null for posted ones only. Left out: all. */
  readonly visibleTo?: string | null;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** Reads assessments. Who may read is for the caller to ask of {@link maySee}; posted ones are everybody's. */
@Injectable()
export class AssessmentQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<Assessment | null> {
    return this.one('a.id', id);
  }

  ofMilestone(milestoneId: string): Promise<Assessment | null> {
    return this.one('a.milestone_id', milestoneId);
  }

  ofInstalment(instalmentId: string): Promise<Assessment | null> {
    return this.one('a.instalment_id', instalmentId);
  }

  async ofContract(contractId: string): Promise<Assessment[]> {
    const rows = await this.database.query<Row>(
      `select ${columns} from assessment.assessment a where a.contract_id = $1 order by a.id limit 100`,
      [contractId],
    );
    return rows.map(toAssessment);
  }

  /** Newest first, a page at a time. */
  async list(filter: AssessmentFilter): Promise<{ items: Assessment[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<Row>(
      `select ${columns} from assessment.assessment a
       where ($1::uuid is null or a.contract_id = $1) and ($2::uuid is null or a.department_id = $2)
         and ($3::uuid is null or a.provider_id = $3) and ($4::text[] is null or a.state = any($4))
         and (not $5::boolean or a.state = any($6) or a.department_id = $7)
         and ($8::uuid is null or a.id < $8) order by a.id desc limit $9`,
      [
        filter.contractId ?? null,
        filter.departmentId ?? null,
        filter.providerId ?? null,
        filter.states ?? null,
        filter.visibleTo !== undefined,
        publicStates,
        filter.visibleTo ?? null,
        cursorOf(filter.after),
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit).map(toAssessment);
    return { items, next: rows.length > limit ? Buffer.from(items.at(-1)!.id).toString('base64url') : null };
  }

  /** Every score ever given, in the order given. */
  scores(id: string): Promise<ScoreLine[]> {
    return this.database.query(`select ${scoreColumns} from assessment.score s where s.assessment_id = $1 order by s.id limit 1000`, [id]);
  }

  /** The sheet of a round, to fill a form with. */
  sheet(id: string, round: number): Promise<ScoreLine[]> {
    return this.database.query(
      `select distinct on (s.indicator_id) ${scoreColumns} from assessment.score s
       where s.assessment_id = $1 and s.round = $2 order by s.indicator_id, s.id desc`,
      [id, round],
    );
  }

  objections(id: string): Promise<AssessmentObjection[]> {
    return this.database.query(
      `select ${objectionColumns} from assessment.objection o where o.assessment_id = $1 order by o.round limit 100`,
      [id],
    );
  }

  private async one(column: string, value: string): Promise<Assessment | null> {
    const [row] = await this.database.query<Row>(`select ${columns} from assessment.assessment a where ${column} = $1`, [value]);
    return row ? toAssessment(row) : null;
  }
}

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): string | null {
  const id = after ? Buffer.from(after, 'base64url').toString('utf8') : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
