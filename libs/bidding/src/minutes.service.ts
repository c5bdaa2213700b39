import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, ensure, found, refuse, Refused, toYuan } from '#kernel';
import { Database, now, record, sentence } from '#platform';
import { Signer } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type Method, methodRules, NoticeQueries } from '#tendering';
import { boxRoot, type Office, suite } from '#sealing';
import type { SignMinutes } from './bid.input.js';
import { minutesSigned } from './bidding.events.js';
import type { BoxedBid } from './box-contents.queries.js';
import { minutesText } from './minutes.rules.js';
import { type BoxAtOpening, OpeningState } from './opening.state.queries.js';
import type { MinutesView, OpeningRecord, RecordStatement } from './opening.view.js';
import { beijingTime } from './receipt.view.js';
import { TermsOfNotices } from './terms.queries.js';
import type { Unsealed } from './unsealing.service.js';

/** What an opening leaves in writing. */
export interface Papers {
  readonly record: OpeningRecord;
  readonly minutes: string;
  /** Hex, of the minutes. */
  readonly digest: string;
}

interface Told {
  readonly box: BoxAtOpening;
  readonly bids: readonly BoxedBid[];
  readonly minimum: number;
  readonly read: readonly Unsealed[];
  readonly few: boolean;
  readonly at: Date;
}

/** Writes an opening's record and minutes, and takes the signatures of two of those who were there. */
@Injectable()
export class Minutes {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly signer: Signer,
    private readonly state: OpeningState,
    private readonly terms: TermsOfNotices,
  ) {}

  async of(told: Told): Promise<Papers> {
    const { box, bids, read } = told;
    const statement = await this.statement(told);
    const { title, lots } = await this.terms.newest(box.procedureId);
    const method = found(await this.notices.byId(box.procedureId), 'procedure').method;
    const names = await this.organizations.byIds(bids.map(({ provider }) => provider));
    const lines = read.map(({ bid, fault, prices }) => ({
      name: names.get(bid.provider)?.name ?? '',
      digest: bid.digest,
      prices:
        methodRules[method as Method].pricesRead && !fault
          ? lots.flatMap(({ id, name }) => (prices.has(id) ? [{ lot: name, price: toYuan(prices.get(id)!) }] : []))
          : null,
      fault: fault && sentence(`bid.invalid.${fault.code.replaceAll('.', '-')}`, {}, 'zh'),
    }));
    const minutes = minutesText(statement, title, lines);
    const digest = createHash('sha256').update(minutes).digest('hex');
    return { record: this.signer.signed(statement), minutes, digest };
  }

  /** Signs the minutes as they were read. Refuses `minutes.*`. Signing again changes nothing. */
  sign(actor: Actor, procedureId: string, { digest }: SignMinutes): Promise<{ signatures: MinutesView['signatures'] }> {
    return this.database.transaction(async (tx) => {
      const { round } = await this.state.current(procedureId);
      const box = await this.state.locked(tx, procedureId, round);
      const office = await this.officeOf(actor, box);
      if (!office) throw new Refused(refuse('forbidden', 'minutes.not-present'));
      const at = await now(tx);
      const [kept] = await tx.query<{ digest: string | null }[]>(
        `select encode(minutes_sha256, 'hex') as digest from bidding.box where procedure = $1 and round = $2`,
        [procedureId, round],
      );
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        kept!.digest === null ? refuse('conflict', 'minutes.none') : undefined,
        kept!.digest === digest ? undefined : refuse('stale', 'minutes.other'),
      );

      const signed = await tx.query<unknown[]>(
        `insert into bidding.minutes_signature (procedure, round, office, person, name, sha256, at)
         values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7) on conflict do nothing returning 1`,
        [procedureId, round, office, actor.personId, actor.name, digest, at],
      );
      if (signed.length) await record(tx, actor, minutesSigned(procedureId, { office, digest }));
      return { signatures: await this.state.signatures(procedureId, round, tx) };
    });
  }

  /** Those who opened the box sign: two holders, or the two who let the bidders do it. */
  private async officeOf(actor: Actor, { procedureId, round }: BoxAtOpening): Promise<Office | undefined> {
    const attended = await this.state.attended(procedureId, round);
    const came = attended.find(({ person }) => person === actor.personId)?.office;
    if (came) return came;
    const side = (await this.state.fallback(procedureId, round)).find(({ person }) => person === actor.personId)?.side;
    return side && (side === 'buyer' ? 'purchaser' : 'supervisor');
  }

  private async statement({ box, bids, minimum, read, few, at }: Told): Promise<RecordStatement> {
    const { procedureId, round, root, filler, sealedAt } = box;
    const [attended, fallback, refused, declined] = await Promise.all([
      this.state.attended(procedureId, round),
      this.state.fallback(procedureId, round),
      this.state.refused(procedureId, round),
      this.state.declined(procedureId, round),
    ]);
    const units = await this.organizations.byIds([...attended, ...fallback, ...declined].map(({ organizationId }) => organizationId));
    const unit = (id: string): string => units.get(id)?.name ?? '';
    const { number } = await this.terms.newest(procedureId);
    const counted = await boxRoot(
      bids.map(({ digest }) => digest),
      filler,
    );
    return {
      type: 'opening-record',
      suite,
      procedure: number,
      procedureId,
      round,
      result: few ? 'too-few' : 'opened',
      root: root!,
      filler,
      sealedAt: beijingTime(sealedAt!),
      openedAt: beijingTime(at),
      minimum,
      bids: bids.map(({ bid, version, digest, receivedAt, envelopes }) => ({
        bid,
        version,
        sha256: digest,
        receivedAt: beijingTime(receivedAt),
        envelopes,
      })),
      rootMatches: counted === root,
      invalid: read.flatMap(({ bid, fault }) => (fault ? [{ bid: bid.bid, ...fault }] : [])),
      holders: attended.map(({ office, name, organizationId, at: came }) => ({
        office,
        unit: unit(organizationId),
        name,
        at: beijingTime(came),
      })),
      refused: refused.map(({ at: tried, ...one }) => ({ ...one, at: beijingTime(tried) })),
      declined: declined.map(({ office, name, organizationId, reason, at: said }) => ({
        office,
        unit: unit(organizationId),
        name,
        reason,
        at: beijingTime(said),
      })),
      fallback:
        fallback.length < 2
          ? []
          : fallback.map(({ side, name, organizationId, reason, at: agreed }) => ({
              side,
              name,
              unit: unit(organizationId),
              reason,
              at: beijingTime(agreed),
            })),
    };
  }
}
