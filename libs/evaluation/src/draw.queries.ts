import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { type DrawRecord, drawnAgain } from './draw.rules.js';
import { sha256 } from './seating.service.js';
import { Projects } from './project.queries.js';
import { type RankedLine, tieDrawnAgain, tieDraws } from './tie.rules.js';

/** Looks again at every draw there was. */
@Injectable()
export class DrawQueries {
  constructor(
    private readonly database: Database,
    private readonly projects: Projects,
  ) {}

  /** Draws every panel again from its record; names those that come to other people. */
  async check(): Promise<{ looked: number; faults: string[] }> {
    const rows = await this.database.query<DrawRecord & { id: string }>(
      `select id, seed, register, excluded, skills, wanted, lot as "order", chosen from evaluation.draw order by drawn_at`,
    );
    return { looked: rows.length, faults: rows.filter((row) => !drawnAgain(row, sha256).same).map(({ id }) => id) };
  }

  /** Puts every lot's equals in order again; names the lots that come to another order. */
  async checkTies(): Promise<{ looked: number; faults: string[] }> {
    const lots = await this.database.query<{ id: string; lot: string; seed: string; evaluationId: string; procedureId: string }>(
      `select l.id, l.lot, l.tie_seed as seed, e.id as "evaluationId", e.procedure_id as "procedureId"
       from evaluation.lot l join evaluation.evaluation e on e.id = l.evaluation_id where l.tie_seed is not null order by l.id`,
    );
    const faults = new Set<string>();
    let looked = 0;
    for (const { id, lot, seed, evaluationId, procedureId } of lots) {
      const byEvaluated = this.projects.ranking(await this.projects.byId(procedureId)).tieByEvaluated;
      for (const tie of tieDraws(seed, await this.linesOf(evaluationId, lot), byEvaluated)) {
        looked += 1;
        if (!tieDrawnAgain(tie, sha256).same) faults.add(id);
      }
    }
    return { looked, faults: [...faults] };
  }

  private async linesOf(evaluationId: string, lot: string): Promise<RankedLine[]> {
    const rows = await this.database.query<Omit<RankedLine, 'price'> & { price: string }>(
      `select bid_id as "bidId", rank, total, price, deduction, drawn from evaluation.candidate where evaluation_id = $1 and lot = $2`,
      [evaluationId, lot],
    );
    return rows.map((row) => ({ ...row, price: BigInt(row.price) }));
  }
}
