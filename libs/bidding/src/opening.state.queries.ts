import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { Database, type Tx } from '#platform';
import { CalendarService } from '#calendar';
import { type Method, minOffers, NoticeQueries } from '#tendering';
import type { Office } from '#sealing';
import type { Round } from './box-contents.queries.js';
import type { BoxState } from './box.lifecycle.js';
import type { Attendance } from './opening.rules.js';
import type { MinutesView } from './opening.view.js';
import { contextOf, Vault } from './vault.gateway.js';

/** A box at its opening. */
export interface BoxAtOpening {
  readonly procedureId: string;
  readonly round: Round;
  readonly state: BoxState;
  /** Hex. */
  readonly root: string | null;
  readonly filler: string;
  readonly sealedAt: Date | null;
  /** Until when bidders may open what two holders could not; null while that is not asked for. */
  readonly ownKeysUntil: Date | null;
}

/** A holder who said that he does not open. */
export interface Declined {
  readonly office: Office;
  readonly name: string;
  readonly organizationId: string;
  readonly reason: string;
  readonly at: Date;
}

export interface RefusedKey {
  readonly office: Office;
  readonly envelope: string;
  readonly fileKey: string;
  readonly at: Date;
}

export interface FallbackPerson {
  readonly side: 'buyer' | 'supervisor';
  readonly person: string;
  readonly name: string;
  readonly organizationId: string;
  readonly reason: string;
  readonly until: Date | null;
  readonly at: Date;
}

const box = `select procedure as "procedureId", round, state, encode(root, 'hex') as root, encode(filler, 'hex') as filler,
    sealed_at as "sealedAt", own_keys_until as "ownKeysUntil" from bidding.box`;

/** Where an opening stands, for those who carry it on. */
@Injectable()
export class OpeningState {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly calendar: CalendarService,
    private readonly vault: Vault,
  ) {}

  /** The box of the round that is on: the last there is. */
  async current(procedureId: string): Promise<BoxAtOpening> {
    const [row] = await this.database.query<BoxAtOpening>(`${box} where procedure = $1 order by round desc limit 1`, [procedureId]);
    return found(row, 'box');
  }

  async locked(tx: Tx, procedureId: string, round: Round): Promise<BoxAtOpening> {
    const [row] = await tx.query<BoxAtOpening[]>(`${box} where procedure = $1 and round = $2 for update`, [procedureId, round]);
    return found(row, 'box');
  }

  /** With fewer bids than this nothing is opened; the number is the method's, from the rule book, for last prices too. */
  async minimum(procedureId: string): Promise<number> {
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const { method, ruleDay, converted } = notice;
    const book = { number: (key: string) => this.calendar.number(key, ruleDay) };
    return minOffers(method as Method, book, converted);
  }

  async attended(procedureId: string, round: Round, tx?: Tx): Promise<Attendance[]> {
    const sql = `select office, person, name, organization as "organizationId", at from bidding.attendance
      where procedure = $1 and round = $2 order by at`;
    return tx ? await tx.query<Attendance[]>(sql, [procedureId, round]) : this.database.query<Attendance>(sql, [procedureId, round]);
  }

  fallback(procedureId: string, round: Round): Promise<FallbackPerson[]> {
    return this.database.query<FallbackPerson>(
      `select side, person, name, organization as "organizationId", reason, until, at from bidding.fallback
       where procedure = $1 and round = $2 order by at`,
      [procedureId, round],
    );
  }

  /** Who signed the minutes. */
  signatures(procedureId: string, round: Round, tx?: Tx): Promise<MinutesView['signatures'][number][]> {
    const sql = 'select office, name, at from bidding.minutes_signature where procedure = $1 and round = $2 order by at';
    return tx ? tx.query(sql, [procedureId, round]) : this.database.query(sql, [procedureId, round]);
  }

  declined(procedureId: string, round: Round): Promise<Declined[]> {
    return this.database.query<Declined>(
      `select office, name, organization as "organizationId", reason, at from bidding.decline where procedure = $1 and round = $2 order by at`,
      [procedureId, round],
    );
  }

  async refused(procedureId: string, round: Round): Promise<RefusedKey[]> {
    const rows = await this.database.query<Omit<RefusedKey, 'fileKey'> & { id: string; key: Buffer }>(
      `select id, office, encode(envelope, 'hex') as envelope, file_key as key, at from bidding.refused_contribution
       where procedure = $1 and round = $2 order by at, id`,
      [procedureId, round],
    );
    return rows.map(({ id, key, ...row }) => ({ ...row, fileKey: this.vault.open<string>(contextOf.refused(id), key) }));
  }
}
