import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, system } from '#kernel';
import { now, record, setAlarm, type Tx } from '#platform';
import { Deadlines, methodRules } from '#calendar';
import type { NoticeContent } from './content.view.js';
import { corrected } from './correction.rules.js';
import { changesBetween } from './diff.rules.js';
import { Figures } from './figures.queries.js';
import type { NoticeKind } from './notice.entity.js';
import type { Procedure } from './procedure.entity.js';
import { procedureLifecycle, type ProcedureAct } from './procedure.lifecycle.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { answersBy, latest, publishedUntil, type Schedule, stillRunning, type Windows } from './schedule.rules.js';
import { recipientsOf } from './key-holders.rules.js';
import { Sheets } from './sheet.service.js';

/** The law gives the official medium this long (MOF Order 101 Art. 13). */
export const officialPublication = 'official_site.publish';

/** The alarm that looks for questions nobody answered, before the deadline comes. */
export const answersAlarm = 'notice.answers';

/** What has changed in a published notice, ready to be written as its next version. */
export interface NextVersion {
  readonly act: ProcedureAct;
  readonly kind: NoticeKind;
  readonly reason: string;
  readonly content: NoticeContent;
}

/** A published notice held for a change, with the method's periods as they would start now. */
export interface Held {
  readonly procedure: Procedure;
  readonly content: NoticeContent;
  readonly windows: Windows;
  /** The end of the periods that were published: documents offered, notice standing. */
  readonly stands: Date;
}

/** What an act that made a new version answers. */
export interface NewVersion {
  readonly version: number;
  readonly closesAt: Date;
}

/** How a published notice gets its next version; the old ones stay. Every method joins the command's transaction. */
@Injectable()
export class Revisions {
  constructor(
    private readonly figures: Figures,
    private readonly deadlines: Deadlines,
    private readonly sheets: Sheets,
  ) {}

  /** Lock, authorize, and the time of the change. */
  async held(tx: Tx, actor: Actor, id: string, act: 'correct' | 'extend' | 'suspend' | 'resume' | 'cancel'): Promise<Held> {
    const procedure = await lockOwn(tx, actor, id);
    const at = await now(tx);
    authorize(procedurePolicy[act], actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
    next(procedureLifecycle, procedure.state, act);
    if (procedure.state === 'open') ensure(stillRunning(procedure.closesAt!, at));
    return this.heldByClock(tx, procedure, at);
  }

  /** Writes the next version, moves the times, starts the clock of its official publication. */
  async publish(
    tx: Tx,
    actor: Actor,
    { procedure, content: before, windows }: Held,
    { act, kind, reason, content }: NextVersion,
  ): Promise<NewVersion> {
    const { id, departmentId, number, ruleDay } = procedure;
    const { at } = windows;
    const state = next(procedureLifecycle, procedure.state, act);
    const version = procedure.version + 1;
    const { questionsUntil, closesAt } = scheduleOf(content);
    const answersUntil = await this.watchAnswers(tx, procedure, { questionsUntil, closesAt }, windows);

    await tx.query(
      `insert into tendering.notice (procedure, version, kind, content, changes, reason, publisher, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, version, kind, JSON.stringify(content), JSON.stringify(changesBetween(before, content)), reason, actor.personId, at],
    );
    await tx.query(
      `update tendering.procedure set state = $2, version = $3, questions_until = $4, closes_at = $5, answers_by = $7,
         suspended_at = case when $2 = 'suspended' then suspended_at end,
         suspend_reason = case when $2 = 'suspended' then suspend_reason end, updated_at = $6 where id = $1`,
      [id, state, version, questionsUntil, closesAt, at, answersUntil],
    );
    await this.deadlines.open(tx, {
      subject: id,
      subjectType: 'notice',
      project: id,
      key: officialPublication,
      holder: departmentId,
      startsAt: at,
      ruleDay,
    });
    await this.sheets.write(tx, id);
    await record(tx, actor, {
      type: 'notice.corrected',
      subject: id,
      project: id,
      facts: {
        number,
        version,
        kind,
        reason,
        questionsUntil,
        closesAt,
        ...(kind === 'rekeying' ? { recipients: recipientsOf(content.keyHolders ?? []) } : {}),
      },
    });
    return { version, closesAt };
  }

  /** A published notice held by the clock itself, which needs nobody's leave. */
  async heldByClock(tx: Tx, procedure: Procedure, at: Date): Promise<Held> {
    const windows = this.figures.windows(procedure.method, at, procedure.ruleDay);
    const content = await this.content(tx, procedure);
    return { procedure, content, windows, stands: publishedUntil(content.schedule, methodRules[procedure.method]) };
  }

  /**
   * A question asked in time and not answered keeps the competition from closing: the deadline moves by the rule's
   * period, published like every extension. Answers the new version, or null when nothing is open.
   */
  async waitForAnswers(tx: Tx, procedure: Procedure, at: Date): Promise<NewVersion | null> {
    if (!methodRules[procedure.method].unanswered || procedure.state !== 'open') return null;
    const [open] = await tx.query<{ nos: number[] | null }[]>(
      'select array_agg(no order by no) as nos from tendering.question where procedure = $1 and answer is null and same_as is null',
      [procedure.id],
    );
    if (!open?.nos) return null;
    const held = await this.heldByClock(tx, procedure, at);
    const content = moved(held.content, procedure.version + 1, {
      closesAt: latest(held.windows.answerExtension!, procedure.closesAt!, held.stands),
    });
    const reason = `在规定时间内提出的第 ${open.nos.join('、')} 号问题尚未答复，截止时间依规则顺延`;
    return this.publish(tx, system('clock'), held, { act: 'extend', kind: 'extension', reason, content });
  }

  /** After an answer that may affect offers the method's period is left before the deadline; null where it is left already. */
  async makeTime(tx: Tx, procedure: Procedure, no: number, at: Date): Promise<NewVersion | null> {
    const held = await this.heldByClock(tx, procedure, at);
    if (procedure.state !== 'open' || procedure.closesAt! >= held.windows.changeUntil) return null;
    const content = moved(held.content, procedure.version + 1, { closesAt: latest(held.windows.changeUntil, held.stands) });
    const reason = `第 ${no} 号问题的答复可能影响响应文件的编制，截止时间依规则顺延`;
    return this.publish(tx, system('clock'), held, { act: 'extend', kind: 'extension', reason, content });
  }

  /** Sets the alarm that looks for questions without an answer; null where the method does not wait for them. */
  async watchAnswers(tx: Tx, { id, method }: Pick<Procedure, 'id' | 'method'>, schedule: Schedule, windows: Windows): Promise<Date | null> {
    if (!methodRules[method].unanswered) return null;
    const dueAt = latest(schedule.questionsUntil, answersBy(schedule.closesAt, windows));
    await setAlarm(tx, { kind: answersAlarm, subject: id, dueAt });
    return dueAt;
  }

  private async content(tx: Tx, { id, version }: Procedure): Promise<NoticeContent> {
    const [row] = await tx.query<{ content: NoticeContent }[]>(
      'select content from tendering.notice where procedure = $1 and version = $2',
      [id, version],
    );
    return found(row, 'notice').content;
  }
}

/** The same text with other times. */
export function moved(
  content: NoticeContent,
  version: number,
  { closesAt, questionsUntil }: { closesAt: Date; questionsUntil?: Date },
): NoticeContent {
  return corrected(content, version, { closesAt, ...(questionsUntil ? { questionsUntil } : {}) });
}

export const scheduleOf = ({ schedule }: NoticeContent): Schedule => ({
  questionsUntil: new Date(schedule.questionsUntil),
  closesAt: new Date(schedule.closesAt),
});
