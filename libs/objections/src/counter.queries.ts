import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** How often a procedure, or the whole district, was asked, challenged and complained of, and how it ended. */
export interface ObjectionCounts {
  readonly enquiries: number;
  readonly challenges: number;
  readonly challengesUpheld: number;
  readonly complaints: number;
  readonly complaintsUpheld: number;
}

/** Figures everybody may see; without names and words. */
@Injectable()
export class ObjectionCounters {
  constructor(private readonly database: Database) {}

  /** Of one procedure; of all with null. Withdrawn and refused ones count as filed. */
  async of(procedureId: string | null): Promise<ObjectionCounts> {
    const [row] = await this.database.query<ObjectionCounts>(
      `select
         (select count(*)::int from objections.enquiry where $1::uuid is null or procedure_id = $1) as enquiries,
         (select count(*)::int from objections.challenge where $1::uuid is null or procedure_id = $1) as challenges,
         (select count(*)::int from objections.challenge where ($1::uuid is null or procedure_id = $1) and outcome in ('upheld', 'partly'))
           as "challengesUpheld",
         (select count(*)::int from objections.complaint where $1::uuid is null or procedure_id = $1) as complaints,
         (select count(*)::int from objections.complaint where ($1::uuid is null or procedure_id = $1) and outcome in ('upheld', 'partly'))
           as "complaintsUpheld"`,
      [procedureId],
    );
    return row!;
  }
}
