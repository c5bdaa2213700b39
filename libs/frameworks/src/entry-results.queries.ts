import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvaluationQueries } from '#evaluation';
import { EntryResults, type EntrySource, type EntryTold } from '#objections';
import { Database } from '#platform';

/** Tells the room of objections who learnt what of an entry, and when: the ranking's result, or the answer to an application. */
@Injectable()
export class EntryTellings implements EntrySource, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly evaluations: EvaluationQueries,
    private readonly results: EntryResults,
  ) {}

  onModuleInit(): void {
    this.results.add(this);
  }

  async told(procedureId: string, supplierId: string): Promise<EntryTold | null> {
    const [agreement] = await this.database.query<{ id: string; kind: string; concludedAt: Date }>(
      `select id, kind, concluded_at as "concludedAt" from frameworks.agreement where procedure_id = $1`,
      [procedureId],
    );
    if (!agreement) return null;
    if (agreement.kind === 'closed')
      return (await this.evaluations.hasBid(procedureId, supplierId)) ? { stage: 'entry', at: agreement.concludedAt } : null;
    const [refused] = await this.database.query<{ at: Date }>(
      `select reviewed_at as at from frameworks.entrant where agreement_id = $1 and provider_id = $2 and state = 'refused'
       order by reviewed_at desc limit 1`,
      [agreement.id, supplierId],
    );
    return refused ? { stage: 'application', at: refused.at } : null;
  }

  async deciders(procedureId: string): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      `select concluded_by as person from frameworks.agreement where procedure_id = $1
       union select e.reviewed_by from frameworks.entrant e join frameworks.agreement a on a.id = e.agreement_id
         where a.procedure_id = $1 and e.reviewed_by is not null`,
      [procedureId],
    );
    return rows.map(({ person }) => person);
  }
}
