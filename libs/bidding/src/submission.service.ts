import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, next, type Refusal, refuse, Refused } from '#kernel';
import { Database, now, receiptNumber, record, type Tx } from '#platform';
import { civilDateOf } from '#calendar';
import { Files, Signer } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type HeldProcedure, NoticeQueries, ProcedureService } from '#tendering';
import { LateAttempts } from './attempt.service.js';
import type { SubmitBid, WithdrawBid } from './bid.input.js';
import { bidLifecycle, type BidState, handingIn } from './bid.lifecycle.js';
import { bidPolicy } from './bid.policy.js';
import { inTime, mayBid, sameVersion } from './bid.rules.js';
import { bidSubmitted, bidWithdrawn, theBox } from './bidding.events.js';
import { type Envelope, Envelopes, type SealedDraft } from './envelope.gateway.js';
import { completeOffer, offerOf, type OfferFile } from './offer.rules.js';
import { beijingTime, type Receipt, type ReceiptStatement } from './receipt.view.js';

interface Bid {
  readonly id: string;
  readonly procedureId: string;
  readonly mark: Buffer;
  readonly state: BidState;
  readonly version: number;
  readonly draft: Buffer;
  readonly draftVersion: number;
  readonly sealsAt: Date;
  readonly boxOpen: boolean;
  readonly at: Date;
}

interface Received {
  readonly bid: Bid;
  readonly procedure: HeldProcedure;
  readonly at: Date;
}

/**
 * Takes bids in. A submission holds the procedure's row for share from its one reading of the clock to its commit;
 * sealing takes the row alone. What was acknowledged is in the box, what came later is nowhere.
 */
@Injectable()
export class SubmissionService {
  private readonly titles = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly files: Files,
    private readonly signer: Signer,
    private readonly envelopes: Envelopes,
    private readonly attempts: LateAttempts,
  ) {}

  /** Hands the checked draft in, for the first time or in place of the one before. Answers the receipt. */
  submit(actor: Actor, bidId: string, input: SubmitBid): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const { bid, procedure, at } = await this.receive(tx, actor, bidId, 'submit', input.version);
      const draft = this.envelopes.openDraft(bid.id, bid.draft);
      const organization = await this.organizations.byId(actor.organizationId);
      ensure(
        mayBid(organization!, procedure.departmentId),
        sameVersion(bid.draftVersion, input.version),
        completeOffer(draft, procedure.maxPrice),
      );
      ensure(await this.unreadable(tx, draft.offer.files ?? []));
      const act = handingIn(bid.state);
      const state = next(bidLifecycle, bid.state, act);

      const version = bid.version + 1;
      const envelope = this.enclose(bid, draft, version);
      const kind = act === 'replace' ? 'replaced' : 'submitted';
      const receipt = await this.sign(kind, { bid, procedure, at }, version, envelope);
      await this.write(tx, actor, bid, {
        state,
        version,
        kind,
        at,
        envelope,
        receipt,
        files: draft.offer.files ?? [],
      });
      const digest = envelope.sha256.toString('hex');
      await record(tx, theBox, bidSubmitted({ id: bid.id, version, kind, envelope: digest, size: envelope.bytes.length }));
      return receipt;
    });
  }

  /** Takes the bid back out of the box. It can be handed in again before the deadline. Answers the receipt. */
  withdraw(actor: Actor, bidId: string, _input: WithdrawBid): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const { bid, procedure, at } = await this.receive(tx, actor, bidId, 'withdraw', null);
      const state = next(bidLifecycle, bid.state, 'withdraw');

      const version = bid.version + 1;
      const receipt = await this.sign('withdrawn', { bid, procedure, at }, version, null);
      await this.write(tx, actor, bid, {
        state,
        version,
        kind: 'withdrawn',
        at,
        envelope: null,
        receipt,
        files: [],
      });
      await record(tx, theBox, bidWithdrawn({ id: bid.id, version }));
      return receipt;
    });
  }

  /** Finds the bid, lets only its own people on, holds the procedure and judges the time; late tries are noted. */
  private async receive(tx: Tx, actor: Actor, bidId: string, act: 'submit' | 'withdraw', draftVersion: number | null): Promise<Received> {
    const bid = await this.find(tx, bidId);
    const own = bidPolicy.read(actor) && this.envelopes.mark(bid.procedureId, actor.organizationId).equals(bid.mark);
    if (!own) throw absent('bid');
    authorize(bidPolicy.submit, actor, undefined, 'bid.submit-role');
    const tooLate = (refusal: Refusal | undefined): void => {
      if (refusal?.code !== 'bid.late') return ensure(refusal);
      const { closedAt, triedAt } = refusal.facts as { closedAt: Date; triedAt: Date };
      this.attempts.note({ bidId, triedAt, closedAt, act, by: actor.name, draftVersion });
      throw new Refused(refusal);
    };
    // Sealed boxes never open again: those who come then do not even queue for the row the sealing needs.
    if (!bid.boxOpen) tooLate(inTime({ state: 'closed', closesAt: bid.sealsAt }, bid.at));
    const procedure = await this.procedures.holdOpen(tx, bid.procedureId);
    const at = await now(tx);
    tooLate(inTime(procedure, at));
    return { bid, procedure, at };
  }

  private async find(tx: Tx, id: string): Promise<Bid> {
    const [bid] = await tx.query<Bid[]>(
      `select b.id, b.procedure as "procedureId", b.mark, b.state, b.version, b.draft, b.draft_version as "draftVersion",
         x.seals_at as "sealsAt", x.state = 'open' as "boxOpen", clock_timestamp() as at
       from bidding.bid b join bidding.box x on x.procedure = b.procedure where b.id = $1`,
      [id],
    );
    if (!bid) throw absent('bid');
    return bid;
  }

  /** The stored bytes of every file are read again before anything is acknowledged. */
  private async unreadable(tx: Tx, files: readonly OfferFile[]): Promise<Refusal | undefined> {
    const [damaged] = await this.files.damaged(
      tx,
      files.map(({ sealed }) => sealed),
    );
    const file = files.find(({ sealed }) => sealed === damaged);
    return (
      file &&
      refuse('conflict', 'bid.file-damaged', { name: file.name }, [
        { field: 'files', code: 'bid.file-damaged', facts: { name: file.name } },
      ])
    );
  }

  private enclose(bid: Bid, draft: SealedDraft, version: number): Envelope {
    return this.envelopes.closeOffer({
      procedure: bid.procedureId,
      bid: bid.id,
      version,
      provider: draft.provider,
      offer: offerOf(draft),
    });
  }

  private async sign(
    kind: ReceiptStatement['kind'],
    { bid, procedure, at }: Received,
    version: number,
    envelope: Envelope | null,
  ): Promise<Receipt> {
    return this.signer.signed({
      type: 'bid-receipt',
      number: receiptNumber(civilDateOf(at)),
      procedure: procedure.number,
      title: await this.titleOf(procedure.id),
      bid: bid.id,
      version,
      kind,
      envelope: envelope && { sha256: envelope.sha256.toString('hex'), size: envelope.bytes.length },
      receivedAt: beijingTime(at),
      closesAt: beijingTime(procedure.closesAt),
    } satisfies ReceiptStatement);
  }

  /** No later version of a notice changes its title, so it is looked up once. */
  private async titleOf(procedureId: string): Promise<string> {
    const known = this.titles.get(procedureId) ?? (await this.notices.byId(procedureId))?.content.title ?? '';
    if (this.titles.size >= 1_000) this.titles.clear();
    this.titles.set(procedureId, known);
    return known;
  }

  /** Bid and envelope in one statement; it changes nothing when a colleague was faster. */
  private async write(
    tx: Tx,
    actor: Actor,
    bid: Bid,
    done: {
      state: BidState;
      version: number;
      kind: string;
      at: Date;
      envelope: Envelope | null;
      receipt: Receipt;
      files: readonly OfferFile[];
    },
  ): Promise<void> {
    const { receipt, envelope, version } = done;
    const files = done.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
    const sealed = this.envelopes.close(`receipt ${bid.id} ${version}`, {
      receipt,
      files,
      by: actor.name,
      person: actor.personId,
    });
    const written = await tx.query<unknown[]>(
      `with taken as (
         update bidding.bid set state = $2, version = $3 where id = $1 and version = $4 and draft_version = $5 returning id
       )
       insert into bidding.submission (bid, version, kind, number, envelope, envelope_sha256, receipt, received_at)
       select id, $3, $6, $7, $8, $9, $10, $11 from taken returning bid`,
      [
        bid.id,
        done.state,
        version,
        bid.version,
        bid.draftVersion,
        done.kind,
        receipt.number,
        envelope?.bytes ?? null,
        envelope?.sha256 ?? null,
        sealed,
        done.at,
      ],
    );
    if (written.length === 0) throw new Refused(refuse('stale', 'bid.busy'));
  }
}
