import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, type Refusal } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import type { JudgeStanding } from './organization.input.js';
import { mayJudgeStanding } from './organization.policy.js';
import type { OrganizationKind } from './organization.view.js';
import { type Standing, standingLifecycle } from './standing.lifecycle.js';

/** An organization that enters by itself or comes with the platform. */
export interface NewOrganization {
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly classification: string;
  readonly region: string;
  readonly contact: string | null;
  readonly source: 'registration' | 'platform';
}

@Injectable()
export class OrganizationService {
  constructor(private readonly database: Database) {}

  /**
   * Enters an organization. Entry proves identity and nothing else: it is never an approval step (财库〔2019〕38号).
   * Refuses `organization.known`; whether the code is sound, the caller has checked, and the database checks again.
   */
  async register(tx: Tx, actor: Actor, organization: NewOrganization): Promise<string> {
    const { uscc, name, kind, classification, region, contact, source } = organization;
    const id = uuidv7();
    const entered = await tx.query<unknown[]>(
      `insert into organizations.organization (id, uscc, name, kind, classification, region, contact, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (uscc) do nothing returning id`,
      [id, uscc, name, kind, classification, region, contact, source],
    );
    ensure(entered.length ? undefined : refuse('conflict', 'organization.known', { uscc }));
    await record(tx, actor, {
      type: 'organization.registered',
      subject: id,
      facts: { uscc, name, kind, source },
    });
    return id;
  }

  /** Enters a credit event and moves the standing: `note`, `list`, `ban` or `clear`. */
  judge(actor: Actor, id: string, input: JudgeStanding): Promise<Standing> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string; uscc: string; standing: Standing }[]>(
        'select id, uscc, standing from organizations.organization where id = $1 for update',
        [id],
      );
      const organization = found(row, 'organization');
      const at = await now(tx);
      authorize(mayJudgeStanding, actor, organization);
      ensure(decidedByNow(input.decidedOn, at));
      const standing = next(standingLifecycle, organization.standing, input.act);

      await tx.query(
        `insert into organizations.standing_event (id, organization_id, act, from_state, to_state, reason, source, source_url, decided_on, appeal, person_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          uuidv7(),
          id,
          input.act,
          organization.standing,
          standing,
          input.reason,
          input.source,
          input.sourceUrl ?? null,
          input.decidedOn,
          input.appeal ?? null,
          actor.personId,
        ],
      );
      await tx.query('update organizations.organization set standing = $2, updated_at = $3 where id = $1', [id, standing, at]);
      await record(tx, actor, {
        type: 'organization.standing-changed',
        subject: id,
        facts: {
          uscc: organization.uscc,
          act: input.act,
          from: organization.standing,
          to: standing,
          source: input.source,
          decidedOn: input.decidedOn,
        },
      });
      return standing;
    });
  }
}

/** A decision cannot be dated after today, in Beijing. */
function decidedByNow(day: string, at: Date): Refusal | undefined {
  const today = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return day > today
    ? refuse('invalid', 'organization.decided-later', { day }, [{ field: 'decidedOn', code: 'organization.decided-later', facts: { day } }])
    : undefined;
}
