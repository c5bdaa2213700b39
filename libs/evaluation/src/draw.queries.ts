import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { type DrawRecord, drawnAgain } from './draw.rules.js';
import { sha256 } from './panel.service.js';

/** Looks again at every draw there was. */
@Injectable()
export class DrawQueries {
  constructor(private readonly database: Database) {}

  /** Draws every panel again from its record; names those that come to other people. */
  async check(): Promise<{ looked: number; faults: string[] }> {
    const rows = await this.database.query<DrawRecord & { id: string }>(
      `select id, seed, register, excluded, skills, wanted, lot as "order", chosen from evaluation.draw order by drawn_at`,
    );
    return { looked: rows.length, faults: rows.filter((row) => !drawnAgain(row, sha256).same).map(({ id }) => id) };
  }
}
