import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, refuse, type Refusal, Refused } from '#kernel';
import { CalendarService, methodRules } from '#calendar';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx } from '#platform';
import { type HeldDraw, drawn, standsAsDrawn } from './draw.rules.js';
import type { DrawInput } from './admission.input.js';
import type { Procedure } from './procedure.entity.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { procedurePolicy } from './procedure.policy.js';
import { requirementOf } from './requirement.answers.rules.js';
import { Sheets } from './sheet.service.js';

/** Says why a provider takes no part in a procedure, or nothing. */
export type Bar = (tx: Tx, procedureId: string, providerId: string) => Promise<Refusal | undefined>;

/** Who may take part where not everybody may: the draw of the invited, the one invited, the members of a framework. */
@Injectable()
export class Admissions {
  private readonly bars: Bar[] = [];

  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly organizations: OrganizationQueries,
    private readonly sheets: Sheets,
  ) {}

  /** Through this door later rooms say who takes no part: a winner who refused to sign. */
  bar(bar: Bar): void {
    this.bars.push(bar);
  }

  /**
   * Draws those who will be invited from the candidates of the draft under review, before two witnesses; once. The
   * seed is random and kept, so that the draw can be done again. Refuses `draw.not-now`, `draw.done`, `draw.witnesses`.
   */
  draw(actor: Actor, id: string, { witnesses }: DrawInput): Promise<{ seed: string; drawn: string[] }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.publish, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const { pool } = methodRules[procedure.method];
      const said = requirementOf(procedure.draft).pool;
      const least = pool ? this.calendar.number(pool.witnesses, procedure.ruleDay) : 0;
      ensure(mayDraw(procedure, pool !== null), await this.drawnBefore(tx, id), enoughWitnesses(witnesses, least));

      const seed = randomBytes(32);
      const candidates = [...said.candidates].sort((one, other) => one.uscc.localeCompare(other.uscc));
      const chosen = drawn(seed, candidates, said.draw ?? 0).map(({ uscc }) => uscc);
      await tx.query(
        `insert into tendering.draw (procedure, source, seed, candidates, drawn, witnesses, person, person_name, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          said.source,
          seed,
          JSON.stringify(candidates),
          JSON.stringify(chosen),
          JSON.stringify(witnesses),
          actor.personId,
          actor.name,
          at,
        ],
      );
      await record(tx, actor, {
        type: 'invitation.drawn',
        subject: id,
        project: id,
        facts: { candidates: candidates.length, drawn: chosen.length, seed: createHash('sha256').update(seed).digest('hex') },
      });
      return { seed: seed.toString('hex'), drawn: chosen };
    });
  }

  /** What keeps a notice back: a draw that has not been held, or one among other candidates than the draft names now. */
  async missing(tx: Tx, { id, method, draft }: Procedure): Promise<Refusal | undefined> {
    if (methodRules[method].admission !== 'drawn') return undefined;
    const [held] = await tx.query<HeldDraw[]>('select source, candidates, drawn from tendering.draw where procedure = $1', [id]);
    return held ? standsAsDrawn(held, requirementOf(draft).pool) : refuse('conflict', 'draw.missing');
  }

  /** Writes down who may take part, when the notice goes out. Refuses `admission.not-registered` with the first unknown. */
  async invite(tx: Tx, actor: Actor, procedure: Procedure): Promise<void> {
    const usccs = await this.invitedBy(tx, procedure);
    const ids: string[] = [];
    for (const uscc of usccs) {
      const organization = await this.organizations.byUscc(uscc);
      if (!organization) throw new Refused(refuse('conflict', 'admission.not-registered', { uscc }));
      ids.push(organization.id);
    }
    await this.admit(tx, actor, procedure.id, ids);
  }

  /** Adds those who may take part: for rooms whose frameworks have members. Known ones stay. */
  async admit(tx: Tx, actor: Actor, procedureId: string, providerIds: readonly string[]): Promise<void> {
    if (providerIds.length === 0) return;
    const at = await now(tx);
    await tx.query(
      `insert into tendering.invitation (procedure, provider, at)
       select $1, provider, $3 from unnest($2::uuid[]) as provider on conflict do nothing`,
      [procedureId, providerIds, at],
    );
    await record(tx, actor, { type: 'invitation.sent', subject: procedureId, project: procedureId, facts: { count: providerIds.length } });
  }

  /**
   * Says why an organization cannot send an offer, or nothing. Asked where an offer begins, and again where it is sent:
   * 公益一类 units never (MOF Order 102 Art. 8), and only the invited where the method invites.
   */
  async mayTakePart(tx: Tx, procedureId: string, providerId: string): Promise<Refusal | undefined> {
    const [row] = await tx.query<{ method: Procedure['method']; invited: boolean }[]>(
      `select p.method, exists (select from tendering.invitation i where i.procedure = p.id and i.provider = $2) as invited
       from tendering.procedure p where p.id = $1 and p.version > 0`,
      [procedureId, providerId],
    );
    if (!row) return refuse('absent', 'absent', { what: 'procedure' });
    const provider = await this.organizations.byId(providerId);
    if (!provider) return refuse('absent', 'absent', { what: 'organization' });
    if (provider.classOne) return refuse('conflict', 'admission.class-one', { name: provider.name });
    if (methodRules[row.method].framework?.openEntry) return refuse('conflict', 'admission.apply-instead');
    for (const bar of this.bars) {
      const barred = await bar(tx, procedureId, providerId);
      if (barred) return barred;
    }
    if (methodRules[row.method].admission === 'announcement' || row.invited) return undefined;
    return refuse('forbidden', 'admission.not-invited');
  }

  /** With the result everybody may read who was invited and how they were drawn; told once. */
  async show(tx: Tx, actor: Actor, procedureId: string): Promise<void> {
    const at = await now(tx);
    const [shown] = await tx.query<{ number: string }[]>(
      `with shown as (
         insert into tendering.invitation_shown (procedure, at)
         select p.id, $2 from tendering.procedure p where p.id = $1 and exists (select from tendering.draw d where d.procedure = p.id)
         on conflict do nothing returning procedure
       ) select p.number from shown join tendering.procedure p on p.id = shown.procedure`,
      [procedureId, at],
    );
    if (!shown) return;
    await this.sheets.write(tx, procedureId);
    await record(tx, actor, { type: 'invitation.shown', subject: procedureId, project: procedureId, facts: { number: shown.number } });
  }

  private async invitedBy(tx: Tx, { id, method, draft }: Procedure): Promise<readonly string[]> {
    const { admission } = methodRules[method];
    if (admission === 'invited-one') return [requirementOf(draft).single.uscc];
    if (admission !== 'drawn') return [];
    const [row] = await tx.query<{ drawn: string[] }[]>('select drawn from tendering.draw where procedure = $1', [id]);
    return row?.drawn ?? [];
  }

  private async drawnBefore(tx: Tx, id: string): Promise<Refusal | undefined> {
    const [row] = await tx.query<object[]>('select 1 from tendering.draw where procedure = $1', [id]);
    return row && refuse('conflict', 'draw.done');
  }
}

function mayDraw({ state, draft }: Procedure, drawable: boolean): Refusal | undefined {
  const { source, draw, candidates } = requirementOf(draft).pool;
  const ready = drawable && state === 'in_review' && source !== null && draw !== null && candidates.length >= draw;
  return ready ? undefined : refuse('conflict', 'draw.not-now');
}

function enoughWitnesses(witnesses: readonly string[], least: number): Refusal | undefined {
  const different = new Set(witnesses.map((name) => name.trim()).filter(Boolean)).size;
  if (different >= least) return undefined;
  return refuse('invalid', 'draw.witnesses', { least }, [{ field: 'witnesses', code: 'draw.witnesses', facts: { least } }]);
}
