import { Injectable } from '@nestjs/common';
import { type Actor, authorize, confirmedWithin, ensure, found, type Refusal, refuse, Refused } from '#kernel';
import { Database, now, record, setAlarm } from '#platform';
import { CalendarService } from '#calendar';
import { KeyHolderQueries } from '#custody';
import { NoticeQueries } from '#tendering';
import { type EnvelopeKind, fits, holdersNeeded } from '#sealing';
import type { AgreeToFallback, HandSecrets } from './bid.input.js';
import { bidPolicy } from './bid.policy.js';
import { fallbackAgreed, secretsHanded, theBox } from './bidding.events.js';
import { BoxContents, type Round } from './box-contents.queries.js';
import { Desks } from './desk.service.js';
import { fallbackSide } from './opening.policy.js';
import { waitsForOpening } from './opening.rules.js';
import { Opening, ownKeysAlarm } from './opening.service.js';
import { type FallbackPerson, OpeningState } from './opening.state.queries.js';
import type { FallbackView } from './opening.view.js';
import { OwnKeys } from './own-keys.queries.js';
import { TermsOfNotices } from './terms.queries.js';
import { contextOf, Vault } from './vault.gateway.js';

/**
 * The way around lost keys, after the deadline only: when two of the three holders have lost theirs, the buyer's approver
 * and the supervisor together let each bidder hand in the keys of its own envelopes, which the envelopes prove.
 */
@Injectable()
export class Fallback {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly notices: NoticeQueries,
    private readonly keyHolders: KeyHolderQueries,
    private readonly terms: TermsOfNotices,
    private readonly state: OpeningState,
    private readonly contents: BoxContents,
    private readonly ownKeys: OwnKeys,
    private readonly desks: Desks,
    private readonly opening: Opening,
    private readonly vault: Vault,
  ) {}

  /** Proposes this way, or agrees to it as the second person. Refuses `fallback.*`. */
  agree(actor: Actor, procedureId: string, { reason }: AgreeToFallback): Promise<Pick<FallbackView, 'state' | 'until'>> {
    return this.database.transaction(async (tx) => {
      const notice = found(await this.notices.byId(procedureId), 'procedure');
      const side = fallbackSide(actor, { departmentId: notice.department.id });
      if (!side) throw new Refused(refuse('forbidden', 'fallback.not-your-part'));
      const { round } = await this.state.current(procedureId);
      const box = await this.state.locked(tx, procedureId, round);
      const at = await now(tx);
      const given = await tx.query<FallbackPerson[]>('select side, person from bidding.fallback where procedure = $1 and round = $2', [
        procedureId,
        round,
      ]);
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        waitsForOpening(box.state),
        given.some((one) => one.side === side) ? refuse('conflict', 'fallback.side-taken') : undefined,
        given.some(({ person }) => person === actor.personId) ? refuse('forbidden', 'opening.same-person') : undefined,
        (await this.unusable(procedureId, round)) >= holdersNeeded ? undefined : refuse('conflict', 'fallback.keys-there'),
      );
      const until = given.length ? this.calendar.dueAt('opening.fallback.period', at, notice.ruleDay) : null;

      await tx.query(
        `insert into bidding.fallback (procedure, round, side, person, name, organization, reason, until, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [procedureId, round, side, actor.personId, actor.name, actor.organizationId, reason, until, at],
      );
      if (until) await setAlarm(tx, { kind: ownKeysAlarm, subject: procedureId, dueAt: until });
      await record(tx, actor, fallbackAgreed(procedureId, { side, until }));
      return { state: until ? 'agreed' : 'proposed', until };
    });
  }

  /** The keys of the actor's own envelopes in the box; with the last that is closed the box opens. Refuses `fallback.*`. */
  async hand(actor: Actor, bidId: string, { secrets }: HandSecrets): Promise<{ accepted: true }> {
    const { procedureId } = await this.desks.own(actor, bidId);
    authorize(bidPolicy.submit, actor, undefined, 'bid.submit-role');
    const box = await this.state.current(procedureId);
    const { round } = box;
    const until = await this.ownKeys.until(box);
    ensure(waitsForOpening(box.state), inTime(until, await this.database.now()));
    const mine = (await this.contents.bids(procedureId, round)).filter(({ bid }) => bid === bidId);
    const own = await this.contents.envelopes(mine);
    const all = (await this.ownKeys.agreed(procedureId, round)) !== null;
    ensure(
      own.length ? undefined : refuse('conflict', 'fallback.not-in-box'),
      all || (await this.ownKeys.closed(procedureId, round, mine)).length ? undefined : refuse('conflict', 'fallback.not-needed'),
    );
    const given: { sha256: string; secret: string }[] = [];
    for (const { sha256, kind, statement } of own) {
      const secret = (secrets as Partial<Record<EnvelopeKind, string>>)[kind];
      if (!secret || !statement || !(await fits(statement, secret)))
        throw new Refused(
          refuse('invalid', 'fallback.secret-foreign', { kind }, [
            { field: `secrets.${kind}`, code: 'fallback.secret-foreign', facts: { kind } },
          ]),
        );
      given.push({ sha256, secret });
    }

    await this.database.transaction(async (tx) => {
      const { state } = await this.state.locked(tx, procedureId, round);
      const at = await now(tx);
      ensure(waitsForOpening(state), inTime(until, at));

      await tx.query(
        `insert into bidding.handed_secret (envelope, secret, at)
         select decode(envelope, 'hex'), secret, $3 from unnest($1::text[], $2::bytea[]) as h(envelope, secret) on conflict do nothing`,
        [given.map(({ sha256 }) => sha256), given.map(({ sha256, secret }) => this.vault.close(contextOf.handed(sha256), secret)), at],
      );
      await record(tx, theBox, secretsHanded(bidId));
    });
    await this.opening.goOn(procedureId, round);
    return { accepted: true };
  }

  /** How many of the holders the notice names no longer have their key, or say that they do not open. */
  private async unusable(procedureId: string, round: Round): Promise<number> {
    const { keyHolders } = await this.terms.newest(procedureId);
    const known = await this.keyHolders.byIds(keyHolders.map(({ holderId }) => holderId));
    const came = (await this.state.attended(procedureId, round)).map(({ office }) => office);
    const declined = (await this.state.declined(procedureId, round)).map(({ office }) => office);
    return keyHolders.filter(
      ({ holderId, office }) => !came.includes(office) && (known.get(holderId)?.state !== 'active' || declined.includes(office)),
    ).length;
  }
}

function inTime(until: Date | null, at: Date): Refusal | undefined {
  if (!until) return refuse('conflict', 'fallback.not-open');
  return at >= until ? refuse('conflict', 'fallback.over', { until }) : undefined;
}
