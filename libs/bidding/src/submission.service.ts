import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, next, type Refusal, refuse, Refused } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { OrganizationQueries } from '#organizations';
import { type HeldProcedure, ProcedureService } from '#tendering';
import { type EnvelopeKind, envelopeKinds } from '#sealing';
import { LateAttempts } from './attempt.service.js';
import type { SubmitBid, WithdrawBid } from './bid.input.js';
import { bidLifecycle, type BidState, handingIn } from './bid.lifecycle.js';
import { bidPolicy } from './bid.policy.js';
import { inTime, mayBid } from './bid.rules.js';
import { bidSubmitted, bidWithdrawn, theBox } from './bidding.events.js';
import { Desks, type HeldBid } from './desk.service.js';
import { Receipts } from './receipt.service.js';
import type { Receipt } from './receipt.view.js';
import { type SealedBid, Statements } from './statement.service.js';
import { TermsOfNotices } from './terms.queries.js';
import { contextOf, type Owner, Vault } from './vault.gateway.js';

interface Received {
  readonly bid: HeldBid;
  readonly procedure: HeldProcedure;
  readonly at: Date;
}

/** A bid, its envelopes and its receipt at once; nothing when a colleague was faster. */
export const writeBid = `with taken as (
         update bidding.bid set state = $2, version = $3, owner = coalesce(owner, $5) where id = $1 and version = $4 returning id
       ), enclosed as (
         insert into bidding.envelope (sha256, bid, kind, pk, statement, files, size)
         select sha256, taken.id, kind, pk, statement, (select array_agg(decode(f, 'hex')) from unnest(string_to_array(files, ' ')) as f), size
         from taken, unnest($6::bytea[], $7::text[], $8::text[], $9::bytea[], $10::text[], $11::bigint[])
           as e(sha256, kind, pk, statement, files, size)
         on conflict (sha256) do nothing
       )
       insert into bidding.submission (bid, version, kind, number, envelope, envelope_sha256, receipt, received_at, qualification, technical, price)
       select id, $3, $12, $13, $14, $15, $16, $17, $18, $19, $20 from taken returning bid`;

/**
 * Takes bids in. A submission holds the procedure's row for share from its one reading of the clock to its commit;
 * sealing takes the row alone. What was acknowledged is in the box, what came later is nowhere.
 */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly terms: TermsOfNotices,
    private readonly organizations: OrganizationQueries,
    private readonly receipts: Receipts,
    private readonly desks: Desks,
    private readonly statements: Statements,
    private readonly vault: Vault,
    private readonly attempts: LateAttempts,
  ) {}

  /**
   * Hands a sealed bid in, for the first time or in place of the one before. Answers the receipt; for the bid that lies
   * in the box already, the receipt that was given for it.
   */
  submit(actor: Actor, bidId: string, { envelopes }: SubmitBid): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const bid = await this.desks.find(tx, actor, bidId);
      const sealed = this.statements.read(bid.procedureId, bytesOf(envelopes));
      this.early(tx, actor, bid, 'submit', sealed);
      const terms = await this.terms.of(bid.procedureId);
      // Past its time by the first look, a try is judged before its files are: it is noted as late even without them.
      const judged = bid.at >= bid.sealsAt ? await this.receive(tx, actor, bid, 'submit', sealed) : undefined;
      await this.statements.stored(tx, bid.id, sealed);
      const { procedure, at } = judged ?? (await this.receive(tx, actor, bid, 'submit', sealed));
      const asked = procedure.version === terms.version ? terms : await this.terms.newest(procedure.id);
      const organization = await this.organizations.byId(actor.organizationId);
      ensure(mayBid(organization!, procedure.departmentId), this.statements.form(sealed, procedure.id, asked.recipients));
      const same = await this.inBox(tx, bid, sealed);
      if (same) return same;
      const act = handingIn(bid.state);
      const state = next(bidLifecycle, bid.state, act);

      const [version, entry] = [bid.version + 1, uuidv7()];
      const kind = act === 'replace' ? 'replaced' : 'submitted';
      const receipt = this.receipts.sign({
        kind,
        bid: bid.id,
        number: procedure.number,
        title: asked.title,
        closesAt: procedure.closesAt,
        at,
        version,
        entry,
        sealed,
      });
      await this.write(tx, actor, bid, { state, at, receipt, sealed });
      const sizes = sealed.envelopes.reduce((sum, { size }) => sum + size, 0);
      await record(tx, theBox, bidSubmitted({ id: bid.id, version, kind, envelope: sealed.digest.toString('hex'), size: sizes }), entry);
      return receipt;
    });
  }

  /** Takes the bid back out of the box. It can be handed in again before the deadline. Answers the receipt. */
  withdraw(actor: Actor, bidId: string, _input: WithdrawBid): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const bid = await this.desks.find(tx, actor, bidId);
      this.early(tx, actor, bid, 'withdraw', null);
      const { procedure, at } = await this.receive(tx, actor, bid, 'withdraw', null);
      const state = next(bidLifecycle, bid.state, 'withdraw');

      const [version, entry] = [bid.version + 1, uuidv7()];
      const terms = await this.terms.of(bid.procedureId);
      const receipt = this.receipts.sign({
        kind: 'withdrawn',
        bid: bid.id,
        number: procedure.number,
        title: terms.title,
        closesAt: procedure.closesAt,
        at,
        version,
        entry,
        sealed: null,
      });
      await this.write(tx, actor, bid, { state, at, receipt, sealed: null });
      await record(tx, theBox, bidWithdrawn({ id: bid.id, version }), entry);
      return receipt;
    });
  }

  /** Sealed boxes never open again: those who come then do not even queue for the row the sealing needs. */
  private early(tx: Tx, actor: Actor, bid: HeldBid, act: 'submit' | 'withdraw', sealed: SealedBid | null): void {
    authorize(bidPolicy.submit, actor, undefined, 'bid.submit-role');
    if (bid.boxState !== 'open') this.judge(tx, actor, bid, act, sealed, inTime({ state: 'closed', closesAt: bid.sealsAt }, bid.at));
  }

  /** Holds the procedure and judges the time by one reading of the clock; late tries are noted. */
  private async receive(tx: Tx, actor: Actor, bid: HeldBid, act: 'submit' | 'withdraw', sealed: SealedBid | null): Promise<Received> {
    const procedure = await this.procedures.holdOpen(tx, bid.procedureId);
    const at = await now(tx);
    this.judge(tx, actor, bid, act, sealed, inTime(procedure, at));
    return { bid, procedure, at };
  }

  private judge(
    tx: Tx,
    actor: Actor,
    bid: HeldBid,
    act: 'submit' | 'withdraw',
    sealed: SealedBid | null,
    refusal: Refusal | undefined,
  ): void {
    if (refusal?.code === 'bid.late') {
      const { closedAt, triedAt } = refusal.facts as { closedAt: Date; triedAt: Date };
      this.attempts.note(tx, { bidId: bid.id, triedAt, closedAt, act, by: actor.name, digest: sealed && sealed.digest.toString('hex') });
    }
    ensure(refusal);
  }

  /** The receipt of the version in the box, when it is this very bid. */
  private async inBox(tx: Tx, { id, state, version }: HeldBid, { digest }: SealedBid): Promise<Receipt | undefined> {
    if (state !== 'submitted') return undefined;
    const [row] = await tx.query<{ receipt: Buffer }[]>(
      'select receipt from bidding.submission where bid = $1 and version = $2 and envelope_sha256 = $3',
      [id, version, digest],
    );
    return row && this.vault.open<{ receipt: Receipt }>(contextOf.receipt(id, version), row.receipt).receipt;
  }

  /** Bid, envelopes and receipt in one statement; it changes nothing when a colleague was faster. */
  private async write(
    tx: Tx,
    actor: Actor,
    bid: HeldBid,
    { state, at, receipt, sealed }: { state: BidState; at: Date; receipt: Receipt; sealed: SealedBid | null },
  ): Promise<void> {
    const { version } = receipt;
    const kept = this.vault.close(contextOf.receipt(bid.id, version), { receipt, by: actor.name, person: actor.personId });
    const owner: Owner = { provider: actor.organizationId, startedAt: at.toISOString() };
    const envelopes = sealed?.envelopes ?? [];
    const digestOf = (kind: EnvelopeKind): Buffer | null => {
      const found = envelopes.find((envelope) => envelope.kind === kind);
      return found ? Buffer.from(found.sha256, 'hex') : null;
    };
    const written = await tx.query<unknown[]>(writeBid, [
      bid.id,
      state,
      version,
      bid.version,
      this.vault.close(contextOf.owner(bid.id), owner),
      envelopes.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
      envelopes.map(({ kind }) => kind),
      envelopes.map(({ pk }) => pk),
      envelopes.map(({ statement }) => statement),
      envelopes.map(({ files }) => files.map(({ sha256 }) => sha256).join(' ')),
      envelopes.map(({ size }) => size),
      receipt.kind,
      receipt.number,
      sealed?.statement ?? null,
      sealed?.digest ?? null,
      kept,
      at,
      ...envelopeKinds.map(digestOf),
    ]);
    if (written.length === 0) throw new Refused(refuse('stale', 'bid.busy'));
  }
}

const bytesOf = (envelopes: SubmitBid['envelopes']): Record<EnvelopeKind, Buffer> => ({
  qualification: Buffer.from(envelopes.qualification, 'base64'),
  technical: Buffer.from(envelopes.technical, 'base64'),
  price: Buffer.from(envelopes.price, 'base64'),
});
