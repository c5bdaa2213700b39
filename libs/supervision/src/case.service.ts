import { Injectable } from '@nestjs/common';
import { type Actor, absent, found } from '#kernel';
import { Database, record } from '#platform';
import { type HeldProcedure, ProcedureQueries } from '#tendering';
import { type HistoryFilter, HistoryQueries } from './history.queries.js';
import type { Trace } from './history.rules.js';
import { mayReadHistory } from './supervision.policy.js';
import { caseRead } from './supervision.events.js';

/** A project's case file. Who reads it is written down in it. */
@Injectable()
export class CaseService {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureQueries,
    private readonly history: HistoryQueries,
  ) {}

  /** By id or number. For everybody but supervisors and the buyer's people it is absent. */
  async find(actor: Actor, key: string): Promise<HeldProcedure> {
    const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key);
    const procedure = found(await (isId ? this.procedures.byId(key) : this.procedures.byNumber(key)), 'project');
    if (!mayReadHistory(actor, procedure)) throw absent('project');
    return procedure;
  }

  /** Reads and writes down that it was read; turning its pages is one reading. */
  async read(actor: Actor, procedure: HeldProcedure, filter: HistoryFilter): Promise<{ items: Trace[]; next: string | null }> {
    if (!mayReadHistory(actor, procedure)) throw absent('project');
    const page = await this.history.ofProject(procedure, filter);
    if (!filter.after)
      await this.database.transaction((tx) =>
        record(tx, actor, {
          type: caseRead,
          subject: procedure.id,
          project: procedure.id,
          facts: { stage: filter.stage ?? null },
        }),
      );
    return page;
  }
}
