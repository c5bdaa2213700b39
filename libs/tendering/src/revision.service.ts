import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next } from '#kernel';
import { now, record, type Tx } from '#platform';
import { Deadlines } from '#calendar';
import type { NoticeContent } from './content.view.js';
import { corrected } from './correction.rules.js';
import { changesBetween } from './diff.rules.js';
import { Figures } from './figures.queries.js';
import type { NoticeKind } from './notice.entity.js';
import type { Procedure } from './procedure.entity.js';
import { procedureLifecycle, type ProcedureAct } from './procedure.lifecycle.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.service.js';
import { officialPublication, recipientsOf } from './publication.service.js';
import { type Schedule, stillRunning, type Windows } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

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
    const windows = this.figures.windows(procedure.method, at, procedure.ruleDay);
    return { procedure, content: await this.content(tx, procedure), windows };
  }

  /** Writes the next version, moves the times, starts the clock of its official publication. */
  async publish(
    tx: Tx,
    actor: Actor,
    { procedure, content: before, windows: { at } }: Held,
    { act, kind, reason, content }: NextVersion,
  ): Promise<NewVersion> {
    const { id, departmentId, number, ruleDay } = procedure;
    const state = next(procedureLifecycle, procedure.state, act);
    const version = procedure.version + 1;
    const { questionsUntil, closesAt } = scheduleOf(content);

    await tx.query(
      `insert into tendering.notice (procedure, version, kind, content, changes, reason, publisher, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, version, kind, JSON.stringify(content), JSON.stringify(changesBetween(before, content)), reason, actor.personId, at],
    );
    await tx.query(
      `update tendering.procedure set state = $2, version = $3, questions_until = $4, closes_at = $5, suspended_at = null, updated_at = $6
       where id = $1`,
      [id, state, version, questionsUntil, closesAt, at],
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

export const latest = (one: Date, other: Date): Date => (one > other ? one : other);
