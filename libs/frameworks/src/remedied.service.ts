import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { acts, next } from '#kernel';
import { Deadlines } from '#calendar';
import { type RemedyOrdered, wayIsClear } from '#objections';
import { now, record, type Tx } from '#platform';
import type { Agreement } from './agreement.entity.js';
import { agreementLifecycle } from './agreement.lifecycle.js';
import { AgreementTerm, signAlarm } from './agreement-term.service.js';
import { entrantLifecycle } from './entrant.lifecycle.js';
import { ofEntrant } from './happenings.rules.js';
import { entrantsIn, lockAgreement } from './rows.queries.js';

const names = { challenge: '质疑', complaint: '投诉' } as const;

/** What objections to an entry bring about: an agreement that ends, an application that is reviewed again, more time to sign. */
@Injectable()
export class Remedied {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly term: AgreementTerm,
  ) {}

  async carryOut(tx: Tx, actor: Actor, procedureId: string, { remedy, kind, number, provider }: RemedyOrdered): Promise<void> {
    const agreement = await agreementOf(tx, procedureId);
    if (agreement && remedy === 'restart') await this.end(tx, actor, agreement, `${names[kind]} ${number} 成立，重新开展征集。`);
    if (agreement && remedy === 'readmit') await this.reopen(tx, actor, agreement, provider);
  }

  /** Nothing bars the signature any more: whose time ran out meanwhile has it anew. */
  async goOn(tx: Tx, procedureId: string): Promise<void> {
    const agreement = await agreementOf(tx, procedureId);
    if (!agreement || (await wayIsClear(tx, procedureId))) return;
    const [waiting] = await tx.query<unknown[]>('select 1 from platform.alarm where kind = $1 and subject = $2', [signAlarm, agreement.id]);
    const named = (await entrantsIn(tx, agreement.id)).some(({ state }) => state === 'named');
    if (named && !waiting) await this.term.signAgain(tx, agreement, await now(tx));
  }

  /** Before anybody signed it lapses; in force it is terminated. Orders that bind go on. */
  private async end(tx: Tx, actor: Actor, agreement: Agreement, text: string): Promise<void> {
    const act = (['lapse', 'terminate'] as const).find((one) => acts(agreementLifecycle, agreement.state).includes(one));
    if (!act) return;
    const at = await now(tx);
    for (const entrant of await entrantsIn(tx, agreement.id))
      if (entrant.state === 'named') await this.term.lapse(tx, actor, agreement, entrant, at, text);
    await this.deadlines.cancel(tx, agreement.id, 'framework.sign');
    await this.term.end(tx, actor, agreement, act, text, at);
  }

  /** The application stands as it was handed in, and its review begins anew (MOF Order 110 Art. 39). */
  private async reopen(tx: Tx, actor: Actor, agreement: Agreement, providerId: string): Promise<void> {
    const own = (await entrantsIn(tx, agreement.id)).filter((entrant) => entrant.providerId === providerId);
    const refused = own.filter(({ state }) => state === 'refused').at(-1);
    if (!refused || agreement.state !== 'in_force' || own.some(({ state }) => ['applied', 'approved', 'in'].includes(state))) return;
    const at = await now(tx);
    const state = next(entrantLifecycle, refused.state, 'reopen');

    await tx.query('update frameworks.entrant set state = $2, reviewed_by = null, reviewed_at = null, review_reason = null where id = $1', [
      refused.id,
      state,
    ]);
    await this.deadlines.open(tx, {
      subject: refused.id,
      subjectType: 'framework-entrant',
      project: agreement.procedureId,
      key: 'framework.open.review',
      holder: agreement.departmentId,
      startsAt: at,
      ruleDay: agreement.ruleDay,
    });
    await record(tx, actor, ofEntrant(agreement, refused, 'entrant.reopened'));
  }
}

async function agreementOf(tx: Tx, procedureId: string): Promise<Agreement | undefined> {
  const [row] = await tx.query<{ id: string }[]>('select id from frameworks.agreement where procedure_id = $1', [procedureId]);
  return row && lockAgreement(tx, row.id);
}
