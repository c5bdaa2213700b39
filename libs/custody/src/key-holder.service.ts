import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, authorize, confirmedWithin, ensure, found, type Refusal, refuse, Refused } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { type Organization, OrganizationQueries } from '#organizations';
import { encryptTo, isRecipient, type Office, toBase64, utf8 } from '#sealing';
import type { AskChallenge, EndKey, EnrolKey } from './custody.input.js';
import { custodyPolicy } from './custody.policy.js';
import { holderColumns, KeyHolderQueries } from './key-holder.queries.js';
import type { KeyHolder } from './key-holder.view.js';
import { allTaken, answeredInTime, challengeMinutes, type NamedHolder, officeOf } from './office.rules.js';

/** The key holders of purchasers, finance and supervisors: who keeps a key, who lost it, who follows. */
@Injectable()
export class KeyHolders {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly queries: KeyHolderQueries,
  ) {}

  /**
   * Closes random text to a public key. Who sends it back with `enrol` holds the secret key. Answers an age file in
   * base64. Refuses `custody.not-a-recipient`, `custody.recipient-used`.
   */
  challenge(actor: Actor, { recipient }: AskChallenge): Promise<{ challenge: string; expiresAt: Date }> {
    return this.database.transaction(async (tx) => {
      const at = await now(tx);
      authorize(custodyPolicy.enrol, actor, undefined, 'custody.holder-role');
      await this.unitOf(actor);
      ensure(readable(recipient), await this.unused(tx, recipient));

      const answer = randomBytes(32).toString('hex');
      const challenge = toBase64(await encryptTo(recipient, utf8(answer)));
      await tx.query(
        `insert into custody.challenge (id, person, organization, recipient, answer_hash, made_at) values ($1, $2, $3, $4, $5, $6)`,
        [uuidv7(), actor.personId, actor.organizationId, recipient, hash(answer), at],
      );
      return { challenge, expiresAt: new Date(at.getTime() + challengeMinutes * 60_000) };
    });
  }

  /**
   * Takes a key whose challenge was opened. A holder's own earlier key is replaced by it. Refuses `confirm-first`,
   * `custody.no-challenge`, `custody.answer-wrong`, `custody.office-taken`, `custody.person-taken`.
   */
  enrol(actor: Actor, { recipient, answer }: EnrolKey): Promise<KeyHolder> {
    return this.database.transaction(async (tx) => {
      const challenge = await this.openChallenge(tx, actor, recipient);
      const at = await now(tx);
      authorize(custodyPolicy.enrol, actor, undefined, 'custody.holder-role');
      if (!confirmedWithin(actor, at)) throw new Refused(refuse('forbidden', 'confirm-first'));
      const { organization, office } = await this.unitOf(actor);
      ensure(
        answeredInTime(challenge.madeAt, at),
        challenge.hash.equals(hash(answer)) ? undefined : refuse('invalid', 'custody.answer-wrong'),
        await this.unused(tx, recipient),
      );

      await tx.query('update custody.challenge set answered_at = $2 where id = $1', [challenge.id, at]);
      const before = await this.activeOf(tx, organization.id);
      if (before) {
        ensure(before.personId === actor.personId ? undefined : refuse('conflict', 'custody.office-taken', { unit: before.unit }));
        await this.end(tx, actor, before, 'replaced', '本人更换密钥', at);
      }
      return this.write(tx, actor, { organization, office, recipient, at });
    });
  }

  /** Writes down that a key is lost; the office is vacant until another is enrolled. Refuses `custody.not-active`. */
  reportLoss(actor: Actor, id: string, { reason }: EndKey): Promise<void> {
    return this.ending(actor, id, 'lost', reason);
  }

  /** Ends a holder's duty; another person of the unit can enrol. Refuses `custody.not-active`. */
  replace(actor: Actor, id: string, { reason }: EndKey): Promise<void> {
    return this.ending(actor, id, 'replaced', reason);
  }

  /** The three holders of a department's procedures. Refuses `custody.office-vacant`, naming the vacant offices. */
  async forDepartment(tx: Tx, departmentId: string): Promise<Readonly<Record<Office, NamedHolder>>> {
    const holders = await this.queries.namedFor(departmentId, tx);
    ensure(allTaken(holders));
    return Object.fromEntries(holders.map((holder) => [holder.office, holder])) as Record<Office, NamedHolder>;
  }

  private ending(actor: Actor, id: string, state: 'lost' | 'replaced', reason: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<KeyHolder[]>(`select ${holderColumns} from custody.key_holder k where k.id = $1 for update`, [id]);
      const holder = found(row, 'key-holder');
      const at = await now(tx);
      found(custodyPolicy.see(actor, holder) || null, 'key-holder');
      authorize(state === 'lost' ? custodyPolicy.reportLoss : custodyPolicy.replace, actor, holder, 'custody.lead-only');
      if (!confirmedWithin(actor, at)) throw new Refused(refuse('forbidden', 'confirm-first'));
      ensure(holder.state === 'active' ? undefined : refuse('conflict', 'custody.not-active'));

      await this.end(tx, actor, holder, state, reason, at);
    });
  }

  private async end(tx: Tx, actor: Actor, holder: KeyHolder, state: 'lost' | 'replaced', reason: string, at: Date): Promise<void> {
    await tx.query('update custody.key_holder set state = $2, ended_at = $3, reason = $4 where id = $1', [holder.id, state, at, reason]);
    const { office, organizationId, unit, recipient } = holder;
    await record(tx, actor, { type: `custody.${state}`, subject: holder.id, facts: { office, organizationId, unit, recipient, reason } });
  }

  private async write(
    tx: Tx,
    actor: Actor,
    made: { organization: Organization; office: Office; recipient: string; at: Date },
  ): Promise<KeyHolder> {
    const { organization, office, recipient, at } = made;
    const holder: KeyHolder = {
      id: uuidv7(),
      organizationId: organization.id,
      office,
      personId: actor.personId,
      name: actor.name,
      unit: organization.name,
      recipient,
      madeAt: at,
      state: 'active',
      endedAt: null,
      reason: null,
    };
    const written = await tx.query<unknown[]>(
      `insert into custody.key_holder (id, organization, office, person, name, unit, recipient, made_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'active') on conflict do nothing returning 1`,
      [holder.id, organization.id, office, actor.personId, actor.name, organization.name, recipient, at],
    );
    ensure(written.length ? undefined : refuse('conflict', 'custody.person-taken'));
    await record(tx, actor, {
      type: 'custody.enrolled',
      subject: holder.id,
      facts: { office, organizationId: organization.id, unit: organization.name, recipient },
    });
    return holder;
  }

  /** The unit of the actor and its office; units without one keep no key. */
  private async unitOf(actor: Actor): Promise<{ organization: Organization; office: Office }> {
    const organization = found(await this.organizations.byId(actor.organizationId), 'organization');
    const office = officeOf(organization.kind);
    if (!office) throw new Refused(refuse('forbidden', 'custody.no-office'));
    return { organization, office };
  }

  private async activeOf(tx: Tx, organizationId: string): Promise<KeyHolder | undefined> {
    const [row] = await tx.query<KeyHolder[]>(
      `select ${holderColumns} from custody.key_holder k where k.organization = $1 and k.state = 'active' for update`,
      [organizationId],
    );
    return row;
  }

  private async openChallenge(tx: Tx, actor: Actor, recipient: string): Promise<{ id: string; hash: Buffer; madeAt: Date }> {
    const [row] = await tx.query<{ id: string; hash: Buffer; madeAt: Date }[]>(
      `select id, answer_hash as hash, made_at as "madeAt" from custody.challenge
       where person = $1 and organization = $2 and recipient = $3 and answered_at is null order by made_at desc limit 1 for update`,
      [actor.personId, actor.organizationId, recipient],
    );
    if (!row) throw new Refused(refuse('conflict', 'custody.no-challenge'));
    return row;
  }

  private async unused(tx: Tx, recipient: string): Promise<Refusal | undefined> {
    const rows = await tx.query<unknown[]>('select 1 from custody.key_holder where recipient = $1', [recipient]);
    if (rows.length > 0) return refuse('conflict', 'custody.recipient-used');
  }
}

const readable = (recipient: string): Refusal | undefined =>
  isRecipient(recipient)
    ? undefined
    : refuse('invalid', 'custody.not-a-recipient', {}, [{ field: 'recipient', code: 'custody.not-a-recipient' }]);

const hash = (answer: string): Buffer => createHash('sha256').update(answer).digest();
