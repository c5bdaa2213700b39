import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, type Refusal, refuse } from '#kernel';
import { KeyHolderQueries, type NamedHolder } from '#custody';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import type { HolderLine } from './content.view.js';
import type { ReasonInput, RekeyingInput } from './procedure.input.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { everyOfficeTaken } from './key-holders.rules.js';
import { isPublished } from './publication.service.js';
import { moved, type NewVersion, Revisions, scheduleOf } from './revision.service.js';
import { leavesTimeAfterChange, leavesTimeToBid, later, stillRunning } from './schedule.rules.js';

/** A wish for new keys that waits for the approver. */
export interface AskedRekeying {
  readonly id: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}

/**
 * New keys for a running competition, for when two are out of use before the deadline, lost or their holders replaced: one person asks, another
 * publishes a version that names today's holders and a later deadline. Bids are sealed again by their bidders.
 */
@Injectable()
export class RekeyingService {
  constructor(
    private readonly database: Database,
    private readonly revisions: Revisions,
    private readonly keyHolders: KeyHolderQueries,
  ) {}

  /** The handler asks, with the reason that will be published. Refuses `notice.keys-in-order`, `notice.rekeying-asked`. */
  ask(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.save, actor, await ownershipOf(tx, procedure), 'procedure.handler-only');
      ensure(isPublished(procedure), stillRunning(procedure.closesAt!, at));
      ensure(
        (await this.asked(tx, id)) && refuse('conflict', 'notice.rekeying-asked'),
        await this.keysInOrder(tx, await this.holdersOf(tx, id, procedure.version)),
      );

      await tx.query('insert into tendering.rekeying (id, procedure, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5)', [
        uuidv7(),
        id,
        reason,
        actor.personId,
        at,
      ]);
      await record(tx, actor, { type: 'notice.rekeying-asked', subject: id, project: id, facts: { number: procedure.number, reason } });
    });
  }

  /**
   * The approver publishes today's holders with a later deadline. Refuses `notice.rekeying-not-asked`,
   * `notice.no-key-holders`, `notice.keys-in-order`, `extension.not-later`, `correction.deadline-too-soon`.
   */
  renewKeys(actor: Actor, id: string, input: RekeyingInput): Promise<NewVersion> {
    return this.database.transaction(async (tx) => {
      const held = await this.revisions.held(tx, actor, id, 'extend');
      const { procedure, content, windows } = held;
      const asked = await this.asked(tx, id);
      const keyHolders = await this.keyHolders.namedFor(procedure.departmentId, tx);
      const closesAt = new Date(input.closesAt);
      ensure(
        asked ? undefined : refuse('conflict', 'notice.rekeying-not-asked'),
        asked?.askedBy === actor.personId ? refuse('forbidden', 'procedure.four-eyes') : undefined,
        everyOfficeTaken(keyHolders),
        renewsSomething(content.keyHolders, keyHolders),
        later(closesAt, procedure.closesAt!),
        leavesTimeToBid({ closesAt }, { earliestClose: held.stands }),
        leavesTimeAfterChange(closesAt, windows),
      );

      const after = { ...moved(content, procedure.version + 1, { closesAt }), keyHolders };
      const done = await this.revisions.publish(tx, actor, held, {
        act: 'extend',
        kind: 'rekeying',
        reason: asked!.reason,
        content: after,
      });
      await tx.query('update tendering.rekeying set version = $2, done_by = $3, done_at = $4 where id = $1', [
        asked!.id,
        done.version,
        actor.personId,
        windows.at,
      ]);
      return { ...done, closesAt: scheduleOf(after).closesAt };
    });
  }

  /** What the approver is asked for; null when nothing waits. */
  async waiting(id: string): Promise<AskedRekeying | null> {
    const [row] = await this.database.query<AskedRekeying>(askedSql, [id]);
    return row ?? null;
  }

  private async asked(tx: Tx, id: string): Promise<AskedRekeying | undefined> {
    const [row] = await tx.query<AskedRekeying[]>(askedSql, [id]);
    return row;
  }

  private async holdersOf(tx: Tx, id: string, version: number): Promise<readonly HolderLine[] | undefined> {
    const [row] = await tx.query<{ holders: HolderLine[] | null }[]>(
      `select content->'keyHolders' as holders from tendering.notice where procedure = $1 and version = $2`,
      [id, version],
    );
    return row?.holders ?? undefined;
  }

  /**
   * Any two of the published keys open the box: as long as one at most is out of use nothing has to be renewed. Whose
   * holder left the post is out of use too; the successor's is not the one that bids are sealed to.
   */
  private async keysInOrder(tx: Tx, named: readonly HolderLine[] | undefined): Promise<Refusal | undefined> {
    const current = await this.keyHolders.byIds(
      (named ?? []).map(({ holderId }) => holderId),
      tx,
    );
    const inUse = (named ?? []).filter(({ holderId }) => current.get(holderId)?.state === 'active');
    if ((named ?? []).length - inUse.length >= 2) return undefined;
    return refuse('conflict', 'notice.keys-in-order', { left: inUse.length });
  }
}

const askedSql = `select id, reason, asked_by as "askedBy", asked_at as "askedAt" from tendering.rekeying
  where procedure = $1 and done_at is null`;

function renewsSomething(before: readonly HolderLine[] | undefined, after: readonly NamedHolder[]): Refusal | undefined {
  const known = new Set((before ?? []).map(({ recipient }) => recipient));
  const fresh = after.filter(({ recipient }) => !known.has(recipient));
  return fresh.length > 0 ? undefined : refuse('conflict', 'notice.keys-in-order', { left: after.length });
}
