import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, refuse } from '#kernel';
import { Database, now, type Tx } from '#platform';
import { Files, type NewFile } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type HeldProcedure, ProcedureService } from '#tendering';
import type { RemoveFile, SaveDraft } from './bid.input.js';
import { bidPolicy } from './bid.policy.js';
import { draftIsOpen, inTime, mayBid } from './bid.rules.js';
import { Boxes } from './box.service.js';
import { Envelopes, fileContext, type SealedDraft } from './envelope.gateway.js';
import { type Draft, emptyDraft, mostFiles, notStale, type OfferFile, type Touch, withAnswers, withFiles } from './offer.rules.js';

interface LockedBid {
  readonly id: string;
  readonly draft: SealedDraft;
  readonly draftVersion: number;
  readonly at: Date;
}

/**
 * Writes drafts. Nothing of a draft goes into the journal: that somebody is preparing a bid is as secret as the bid.
 * Who saved which part stands in the sealed draft itself.
 */
@Injectable()
export class BidService {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly organizations: OrganizationQueries,
    private readonly files: Files,
    private readonly boxes: Boxes,
    private readonly envelopes: Envelopes,
  ) {}

  /** Begins the provider's bid, or finds the one it has begun. */
  start(actor: Actor, procedureId: string): Promise<{ id: string }> {
    return this.database.transaction(async (tx) => {
      const procedure = await this.procedures.holdOpen(tx, procedureId);
      const at = await now(tx);
      const mark = this.envelopes.mark(procedure.id, actor.organizationId);
      const known = await this.known(tx, mark);
      if (known && bidPolicy.read(actor)) return known;
      await this.mayTakePart(actor, procedure);
      ensure(inTime(procedure, at));

      await this.boxes.prepare(tx, procedure.id, procedure.closesAt);
      const id = randomUUID();
      const draft = this.envelopes.closeDraft(id, {
        ...emptyDraft,
        provider: actor.organizationId,
        startedAt: at.toISOString(),
      });
      await tx.query(
        `insert into bidding.bid (id, procedure, mark, state, draft) values ($1, $2, $3, 'draft', $4) on conflict (mark) do nothing`,
        [id, procedure.id, mark, draft],
      );
      return (await this.known(tx, mark))!;
    });
  }

  /** Saves parts of the offer. Refuses `stale` when somebody else saved one of them in between. */
  save(actor: Actor, bidId: string, input: SaveDraft): Promise<{ version: number }> {
    return this.database.transaction(async (tx) => {
      const { version, ...answers } = input;
      const bid = await this.locked(tx, actor, bidId);
      ensure(notStale(bid.draft, answers, version));

      return this.keep(tx, bid, withAnswers(bid.draft, answers, touch(actor, bid)));
    });
  }

  /** Adds a file, checked and sealed. Refuses `file.*`, `bid.too-many-files`, `bid.file-twice`. */
  attach(actor: Actor, bidId: string, file: NewFile): Promise<{ version: number; file: OfferFile }> {
    return this.database.transaction(async (tx) => {
      const bid = await this.locked(tx, actor, bidId);
      const present = bid.draft.offer.files ?? [];
      const full = { limit: mostFiles };
      ensure(
        present.length < mostFiles
          ? undefined
          : refuse('invalid', 'bid.too-many-files', full, [{ field: 'file', code: 'bid.too-many-files', facts: full }]),
      );
      const kept = await this.files.putSealed(tx, file, fileContext(bid.id));
      const twice = { name: kept.name };
      ensure(
        present.some(({ sha256 }) => sha256 === kept.sha256)
          ? refuse('conflict', 'bid.file-twice', twice, [{ field: 'file', code: 'bid.file-twice', facts: twice }])
          : undefined,
      );

      const saved = await this.keep(tx, bid, withFiles(bid.draft, [...present, kept], touch(actor, bid)));
      return { ...saved, file: kept };
    });
  }

  /** Takes a file out of the draft; envelopes already handed in keep it. */
  detach(actor: Actor, bidId: string, { sha256 }: RemoveFile): Promise<{ version: number }> {
    return this.database.transaction(async (tx) => {
      const bid = await this.locked(tx, actor, bidId);
      const present = bid.draft.offer.files ?? [];
      if (!present.some((file) => file.sha256 === sha256)) throw absent('file');

      return this.keep(
        tx,
        bid,
        withFiles(
          bid.draft,
          present.filter((file) => file.sha256 !== sha256),
          touch(actor, bid),
        ),
      );
    });
  }

  private async mayTakePart(actor: Actor, procedure: HeldProcedure): Promise<void> {
    const organization = await this.organizations.byId(actor.organizationId);
    if (organization) ensure(mayBid(organization, procedure.departmentId));
    authorize(bidPolicy.write, actor, undefined, organization ? 'bid.role' : 'bid.not-a-provider');
  }

  private async known(tx: Tx, mark: Buffer): Promise<{ id: string } | undefined> {
    const [row] = await tx.query<{ id: string }[]>('select id from bidding.bid where mark = $1', [mark]);
    return row;
  }

  /** Procedure first, bid second: the order in which submitting and sealing take them too. */
  private async locked(tx: Tx, actor: Actor, id: string): Promise<LockedBid> {
    const [found] = await tx.query<
      {
        procedure: string;
        mark: Buffer;
      }[]
    >('select procedure, mark from bidding.bid where id = $1', [id]);
    const own = found && bidPolicy.read(actor) && this.envelopes.mark(found.procedure, actor.organizationId).equals(found.mark);
    if (!own) throw absent('bid');
    authorize(bidPolicy.write, actor, undefined, 'bid.role');
    const procedure = await this.procedures.holdOpen(tx, found.procedure);
    const [row] = await tx.query<
      {
        draft: Buffer;
        draftVersion: number;
      }[]
    >('select draft, draft_version as "draftVersion" from bidding.bid where id = $1 for update', [id]);
    const at = await now(tx);
    ensure(draftIsOpen(procedure, at));
    return { id, draft: this.envelopes.openDraft(id, row!.draft), draftVersion: row!.draftVersion, at };
  }

  private async keep(tx: Tx, bid: LockedBid, draft: Draft): Promise<{ version: number }> {
    const version = bid.draftVersion + 1;
    const sealed = this.envelopes.closeDraft(bid.id, { ...bid.draft, ...draft });
    await tx.query('update bidding.bid set draft = $2, draft_version = $3 where id = $1', [bid.id, sealed, version]);
    return { version };
  }
}

const touch = (actor: Actor, { at, draftVersion }: LockedBid): Touch => ({
  person: actor.personId,
  name: actor.name,
  at: at.toISOString(),
  version: draftVersion + 1,
});
