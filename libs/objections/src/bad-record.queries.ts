import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** Why an organization stands on the record of its complaints. */
export interface BadRecord {
  readonly id: string;
  readonly cause: 'baseless' | 'fabricated';
  /** How many baseless complaints it had by then. */
  readonly complaints: number;
  /** Number of the complaint, and of its published decision. */
  readonly number: string;
  readonly paperId: string | null;
  readonly recordedAt: Date;
}

/** The record of who complained without ground or with false material; everybody may read it (MOF Order 94 Art. 37). */
@Injectable()
export class BadRecords {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  of(organizationId: string, limit = 20): Promise<BadRecord[]> {
    return this.database.query<BadRecord>(
      `select r.id, r.cause, r.complaints, c.number, c.paper_id as "paperId", r.recorded_at as "recordedAt"
       from objections.bad_record r join objections.complaint c on c.id = r.complaint_id
       where r.organization_id = $1 order by r.recorded_at desc, r.id desc limit $2`,
      [organizationId, Math.min(limit, 100)],
    );
  }
}
