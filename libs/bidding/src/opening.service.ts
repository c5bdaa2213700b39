import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, ensure, found, next, refuse, Refused, yuan } from '#kernel';
import { Database, now, record, type Tx } from '#platform';
import { CalendarService } from '#calendar';
import { Signer } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type HeldProcedure, methodRules, ProcedureService } from '#tendering';
import { boxConsented, boxOpened, boxVoid, theBox } from './bidding.events.js';
import { enough } from './bid.rules.js';
import { boxLifecycle, type BoxState } from './box.lifecycle.js';
import { boxRoot } from './box-root.rules.js';
import { Envelopes, type Manifest } from './envelope.gateway.js';
import { type Side, sideOf } from './opening.policy.js';
import { type Consent, secondPerson, waitsForOpening } from './opening.rules.js';
import type { OpeningRecord, RecordStatement } from './opening.view.js';
import { beijingTime } from './receipt.view.js';

interface Box {
  readonly procedureId: string;
  readonly state: BoxState;
  readonly root: Buffer;
  readonly filler: Buffer;
  readonly sealedAt: Date;
}

interface Sealed {
  readonly bid: string;
  readonly version: number;
  readonly envelope: Buffer;
  readonly digest: Buffer;
  readonly receivedAt: Date;
}

interface Read extends Sealed {
  readonly manifest: Manifest;
}

/** Opens boxes: two persons of two sides, each in an own session that was confirmed just now. */
@Injectable()
export class Opening {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly organizations: OrganizationQueries,
    private readonly calendar: CalendarService,
    private readonly signer: Signer,
    private readonly envelopes: Envelopes,
  ) {}

  /** Stands for one's side; the procedure's row is taken alone first, as for sealing. With the second side the box opens, or is void when too few bids lie in it. */
  consent(actor: Actor, procedureId: string): Promise<{ state: BoxState }> {
    return this.database.transaction(async (tx) => {
      const procedure = await this.procedures.close(tx, procedureId);
      const box = await this.locked(tx, procedureId);
      const side = sideOf(actor, procedure);
      if (!side) throw new Refused(refuse('forbidden', 'opening.not-your-part'));
      const at = await now(tx);
      if (!confirmedWithin(actor, at)) throw new Refused(refuse('forbidden', 'confirm-first'));
      const given = await this.consents(tx, procedureId);
      ensure(waitsForOpening(box.state), secondPerson(given, side, actor.personId));

      const consent = {
        side,
        person: actor.personId,
        name: actor.name,
        role: roleFor(actor, side),
        organizationId: actor.organizationId,
        at,
      };
      await this.stand(tx, procedureId, consent);
      await record(tx, actor, boxConsented(procedureId, side));
      return given.length === 0 ? { state: box.state } : { state: await this.open(tx, actor, procedure, box, [...given, consent], at) };
    });
  }

  private async open(tx: Tx, actor: Actor, procedure: HeldProcedure, box: Box, consents: readonly Consent[], at: Date): Promise<BoxState> {
    const sealed = await this.sealed(tx, procedure.id);
    const minimum = this.calendar.number(methodRules[procedure.method].minOffers, procedure.ruleDay);
    const root = boxRoot(
      sealed.map(({ digest }) => digest),
      box.filler,
    );
    const rootMatches = root.equals(box.root);
    const told = { procedure, box, consents, at, minimum, sealed, rootMatches };
    return enough(sealed.length, minimum) ? this.read(tx, told) : this.leave(tx, actor, told);
  }

  /** Too few: no envelope is opened, nobody's price is read, the procedure has failed. */
  private async leave(tx: Tx, actor: Actor, told: Told): Promise<BoxState> {
    const { procedure, box, at, minimum, sealed } = told;
    const state = next(boxLifecycle, box.state, 'void');
    const minutes = await this.minutes(told, 'too-few', []);

    await tx.query(`update bidding.box set state = $2, ended_at = $3, void_reason = 'too-few', record = $4 where procedure = $1`, [
      procedure.id,
      state,
      at,
      JSON.stringify(minutes),
    ]);
    await tx.query(`update bidding.bid set state = 'void' where procedure = $1 and state = 'submitted'`, [procedure.id]);
    await record(tx, theBox, boxVoid(procedure.id, 'too-few', { count: sealed.length, minimum }));
    await this.procedures.fail(tx, actor, procedure.id, `响应供应商 ${sealed.length} 家,不足 ${minimum} 家,未拆封`);
    return state;
  }

  private async read(tx: Tx, told: Told): Promise<BoxState> {
    const { procedure, box, at, sealed } = told;
    const state = next(boxLifecycle, box.state, 'open');
    const manifests = sealed.map((one) => ({ ...one, manifest: this.manifestOf(one, procedure.id) }));
    const sound = manifests.filter((one): one is Read => one.manifest !== undefined);
    const invalid = manifests.filter(({ manifest }) => manifest === undefined).map(({ bid }) => bid);
    const minutes = await this.minutes(told, 'opened', invalid);

    await tx.query('update bidding.box set state = $2, ended_at = $3, record = $4 where procedure = $1', [
      procedure.id,
      state,
      at,
      JSON.stringify(minutes),
    ]);
    await this.write(tx, procedure.id, sound, at);
    await tx.query(
      `update bidding.bid set state = case when id = any($2) then 'invalid' else 'opened' end,
         fault = case when id = any($2) then 'envelope' end
       where procedure = $1 and state = 'submitted'`,
      [procedure.id, invalid],
    );
    await record(
      tx,
      theBox,
      boxOpened({
        procedureId: procedure.id,
        root: box.root.toString('hex'),
        count: sound.length,
        invalid: invalid.length,
      }),
    );
    return state;
  }

  /** What the envelope says, when it is the one handed in, unharmed, and speaks of this bid in this procedure. */
  private manifestOf({ bid, version, envelope }: Sealed, procedureId: string): Manifest | undefined {
    try {
      const manifest = this.envelopes.openOffer(envelope, bid, version);
      const right = manifest.procedure === procedureId && manifest.bid === bid && manifest.version === version;
      return right && yuan(manifest.offer.price) > 0n ? manifest : undefined;
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  private async write(tx: Tx, procedureId: string, bids: readonly Read[], at: Date): Promise<void> {
    const rows = bids.map(({ bid, version, digest, receivedAt, manifest }) => ({
      bid,
      provider: manifest.provider,
      price: yuan(manifest.offer.price).toString(),
      offer: manifest.offer,
      version,
      digest: digest.toString('hex'),
      received: receivedAt,
    }));
    await tx.query(
      `insert into bidding.opened_bid (bid, procedure, provider, price, offer, version, envelope_sha256, received_at, opened_at)
       select bid, $1, provider, price, offer, version, decode(digest, 'hex'), received, $3
       from jsonb_to_recordset($2::jsonb)
         as r(bid uuid, provider uuid, price bigint, offer jsonb, version int, digest text, received timestamptz)`,
      [procedureId, JSON.stringify(rows), at],
    );
  }

  private async minutes(
    { procedure, box, consents, at, minimum, sealed, rootMatches }: Told,
    result: RecordStatement['result'],
    invalid: readonly string[],
  ): Promise<OpeningRecord> {
    const organizations = await this.organizations.byIds(consents.map(({ organizationId }) => organizationId));
    return this.signer.signed({
      type: 'opening-record',
      procedure: procedure.number,
      result,
      root: box.root.toString('hex'),
      filler: box.filler.toString('hex'),
      sealedAt: beijingTime(box.sealedAt),
      openedAt: beijingTime(at),
      minimum,
      envelopes: sealed.map(({ bid, version, digest, receivedAt }) => ({
        bid,
        version,
        sha256: digest.toString('hex'),
        receivedAt: beijingTime(receivedAt),
      })),
      rootMatches,
      invalid,
      persons: consents.map(({ side, name, role, organizationId, at: stood }) => ({
        side,
        name,
        role,
        organization: organizations.get(organizationId)?.name ?? '',
        at: beijingTime(stood),
      })),
    } satisfies RecordStatement);
  }

  private async locked(tx: Tx, procedureId: string): Promise<Box> {
    const [box] = await tx.query<Box[]>(
      'select procedure as "procedureId", state, root, filler, sealed_at as "sealedAt" from bidding.box where procedure = $1 for update',
      [procedureId],
    );
    return found(box, 'box');
  }

  private async consents(tx: Tx, procedureId: string): Promise<Consent[]> {
    return await tx.query<Consent[]>(
      'select side, person, name, role, organization as "organizationId", at from bidding.consent where procedure = $1 order by at',
      [procedureId],
    );
  }

  private async stand(tx: Tx, procedureId: string, { side, person, name, role, organizationId, at }: Consent): Promise<void> {
    await tx.query(
      'insert into bidding.consent (procedure, side, person, name, role, organization, at) values ($1, $2, $3, $4, $5, $6, $7)',
      [procedureId, side, person, name, role, organizationId, at],
    );
  }

  private async sealed(tx: Tx, procedureId: string): Promise<Sealed[]> {
    return await tx.query<Sealed[]>(
      `select s.bid, s.version, s.envelope, s.envelope_sha256 as digest, s.received_at as "receivedAt"
       from bidding.bid b join bidding.submission s on s.bid = b.id and s.version = b.version
       where b.procedure = $1 and b.state = 'submitted' order by s.envelope_sha256`,
      [procedureId],
    );
  }
}

interface Told {
  readonly procedure: HeldProcedure;
  readonly box: Box;
  readonly consents: readonly Consent[];
  readonly at: Date;
  readonly minimum: number;
  readonly sealed: readonly Sealed[];
  readonly rootMatches: boolean;
}

/** The role in which a person stands there, as the record names it. */
function roleFor(actor: Actor, side: Side): string {
  const fitting = side === 'buyer' ? ['handler', 'approver'] : ['supervisor', 'finance_checker', 'finance_approver'];
  return fitting.find((role) => (actor.roles as readonly string[]).includes(role)) ?? side;
}
