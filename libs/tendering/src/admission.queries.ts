import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { ShownDraw } from './notice.view.js';

/** Draws and invitations as the department handles them. Nobody else is given these before the result. */
@Injectable()
export class AdmissionQueries {
  constructor(private readonly database: Database) {}

  async draw(procedureId: string): Promise<ShownDraw | null> {
    const [row] = await this.database.query<ShownDraw>(
      `select source, encode(seed, 'hex') as seed, candidates, drawn, witnesses, at from tendering.draw where procedure = $1`,
      [procedureId],
    );
    return row ?? null;
  }

  /** Is this organization among those who may take part? Only for the organization itself. */
  async invited(procedureId: string, providerId: string): Promise<boolean> {
    const rows = await this.database.query<object>('select 1 from tendering.invitation where procedure = $1 and provider = $2', [
      procedureId,
      providerId,
    ]);
    return rows.length > 0;
  }
}
