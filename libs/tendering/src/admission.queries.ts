import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { ShownDraw } from './notice.view.js';

/** A procedure an organization is invited to. */
export interface Invitation {
  readonly procedureId: string;
  readonly at: Date;
}

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

  /** Everybody invited to a procedure: for telling each of them, nobody else. */
  async providers(procedureId: string): Promise<string[]> {
    const rows = await this.database.query<{ provider: string }>('select provider from tendering.invitation where procedure = $1', [
      procedureId,
    ]);
    return rows.map(({ provider }) => provider);
  }

  /** Running procedures this organization is invited to, soonest deadline first. Only for the organization itself. */
  async invitations(providerId: string, limit = 50): Promise<Invitation[]> {
    return this.database.query<Invitation>(
      `select p.id as "procedureId", i.at from tendering.invitation i join tendering.procedure p on p.id = i.procedure
       where i.provider = $1 and p.state in ('open', 'suspended') order by p.closes_at, p.id limit $2`,
      [providerId, Math.min(limit, 100)],
    );
  }
}
