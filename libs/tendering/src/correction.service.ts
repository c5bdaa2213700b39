import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next } from '#kernel';
import { Database, now, record, type Tx } from '#platform';
import { Deadlines } from '#calendar';
import { Files } from '#documents';
import { PlanItemService } from '#planning';
import { acceptedAttachment } from './attachment.rules.js';
import type { Attachment, Contact, NoticeContent } from './content.view.js';
import { affectsOffers, changesSomething, corrected, type CorrectedParts, keepsObject } from './correction.rules.js';
import { changesBetween } from './diff.rules.js';
import { Figures } from './figures.queries.js';
import type { NoticeKind } from './notice.entity.js';
import type { Procedure } from './procedure.entity.js';
import type { CorrectionInput, ExtensionInput, ReasonInput } from './procedure.input.js';
import { procedureLifecycle, type ProcedureAct } from './procedure.lifecycle.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.service.js';
import { officialPublication } from './publication.service.js';
import { asksBeforeClosing, later, leavesTimeAfterChange, neverEarlier, type Schedule, stillRunning, type Windows } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

/** What has changed in a published notice, ready to be written as its next version. */
interface NextVersion {
  readonly act: ProcedureAct;
  readonly kind: NoticeKind;
  readonly reason: string;
  readonly content: NoticeContent;
}

/** Changes of a published notice. Each is a new version beside the old ones, with what differs and why. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly database: Database,
    private readonly figures: Figures,
    private readonly files: Files,
    private readonly deadlines: Deadlines,
    private readonly planItems: PlanItemService,
    private readonly sheets: Sheets,
  ) {}

  /**
   * Publishes a correction. A change that may affect offers needs the method's period before the deadline. Refuses
   * `correction.deadline-too-soon` with the earliest legal time, `correction.nothing-changed`, `notice.window-closed`.
   */
  correct(actor: Actor, id: string, input: CorrectionInput): Promise<{ version: number; closesAt: Date }> {
    return this.database.transaction(async (tx) => {
      const { procedure, content, windows } = await this.running(tx, actor, id, 'correct');
      const parts = { ...(await this.partsOf(tx, actor, content, input)), ...timesOf(input, procedure, windows) };
      const after = corrected(content, procedure.version + 1, parts);
      const changes = changesBetween(content, after);
      const schedule = scheduleOf(after);
      ensure(
        changesSomething(changes),
        keepsObject(content, after),
        neverEarlier(schedule.closesAt, procedure.closesAt!),
        affectsOffers(changes) ? leavesTimeAfterChange(schedule.closesAt, windows) : undefined,
      );
      if (parts.questionsUntil) ensure(asksBeforeClosing(schedule, windows.at));

      for (const { id: fileId } of parts.addedAttachments ?? []) await this.files.attach(tx, actor, fileId, { public: true });
      return this.publish(tx, actor, procedure, windows.at, { act: 'correct', kind: 'correction', reason: input.reason, content: after });
    });
  }

  /** Moves the deadline to a later time and changes nothing else. Refuses `extension.not-later`. */
  extend(actor: Actor, id: string, input: ExtensionInput): Promise<{ version: number; closesAt: Date }> {
    return this.database.transaction(async (tx) => {
      const { procedure, content, windows } = await this.running(tx, actor, id, 'extend');
      const after = this.moved(content, procedure, input);
      ensure(later(scheduleOf(after).closesAt, procedure.closesAt!));
      if (input.questionsUntil) ensure(asksBeforeClosing(scheduleOf(after), windows.at));

      return this.publish(tx, actor, procedure, windows.at, { act: 'extend', kind: 'extension', reason: input.reason, content: after });
    });
  }

  /** Stops the competition for a while; nothing can be sent in until it goes on. */
  suspend(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { procedure, windows } = await this.running(tx, actor, id, 'suspend');
      const state = next(procedureLifecycle, procedure.state, 'suspend');

      await tx.query('update tendering.procedure set state = $2, suspended_at = $3, updated_at = $3 where id = $1', [id, state, windows.at]);
      await this.sheets.write(tx, id);
      await record(tx, actor, { type: 'procedure.suspended', subject: id, project: id, facts: { number: procedure.number, reason } });
    });
  }

  /** Goes on with a deadline that leaves at least what the method asks for after a change, and what was left before. */
  resume(actor: Actor, id: string, { reason }: ReasonInput): Promise<{ version: number; closesAt: Date }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.resume, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      next(procedureLifecycle, procedure.state, 'resume');
      const windows = this.figures.windows(procedure.method, at, procedure.ruleDay);
      const lost = at.getTime() - procedure.suspendedAt!.getTime();
      const shifted = (instant: Date): Date => new Date(instant.getTime() + lost);
      const closesAt = latest(shifted(procedure.closesAt!), windows.changeUntil);
      const content = await this.content(tx, procedure);
      const after = this.moved(content, procedure, { closesAt: closesAt.toISOString(), questionsUntil: shifted(procedure.questionsUntil!).toISOString() });

      const published = await this.publish(tx, actor, procedure, at, { act: 'resume', kind: 'resumption', reason, content: after });
      await record(tx, actor, { type: 'procedure.resumed', subject: id, project: id, facts: { number: procedure.number, closesAt } });
      return published;
    });
  }

  /** Ends the procedure with a reason; the plan item is free again. */
  cancel(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.cancel, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const state = next(procedureLifecycle, procedure.state, 'cancel');
      if (procedure.state === 'open') ensure(stillRunning(procedure.closesAt!, at));

      await tx.query(
        'update tendering.procedure set state = $2, end_reason = $3, ended_at = $4, suspended_at = null, updated_at = $4 where id = $1',
        [id, state, reason, at],
      );
      await this.planItems.release(tx, actor, procedure.planItemId);
      await this.cancelClocks(tx, id);
      await this.sheets.write(tx, id);
      const facts = { number: procedure.number, planItemId: procedure.planItemId, reason };
      await record(tx, actor, { type: 'procedure.cancelled', subject: id, project: id, facts });
    });
  }

  /** Lock, authorize, and the checks that every change of a running notice shares. */
  private async running(
    tx: Tx,
    actor: Actor,
    id: string,
    act: 'correct' | 'extend' | 'suspend',
  ): Promise<{ procedure: Procedure; content: NoticeContent; windows: Windows }> {
    const procedure = await lockOwn(tx, actor, id);
    const at = await now(tx);
    authorize(procedurePolicy[act], actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
    next(procedureLifecycle, procedure.state, act);
    ensure(stillRunning(procedure.closesAt!, at));
    const windows = this.figures.windows(procedure.method, at, procedure.ruleDay);
    return { procedure, content: await this.content(tx, procedure), windows };
  }

  private async content(tx: Tx, { id, version }: Procedure): Promise<NoticeContent> {
    const [row] = (await tx.query('select content from tendering.notice where procedure = $1 and version = $2', [id, version])) as {
      content: NoticeContent;
    }[];
    return found(row, 'notice').content;
  }

  private moved(content: NoticeContent, { version }: Procedure, { closesAt, questionsUntil }: { closesAt: string; questionsUntil?: string }): NoticeContent {
    return corrected(content, version + 1, {
      closesAt: new Date(closesAt),
      ...(questionsUntil ? { questionsUntil: new Date(questionsUntil) } : {}),
    });
  }

  private async partsOf(tx: Tx, actor: Actor, content: NoticeContent, input: CorrectionInput): Promise<CorrectedParts> {
    const addedAttachments: Attachment[] = [];
    for (const { id: fileId } of input.attachments) {
      if (content.attachments.some(({ id }) => id === fileId)) continue;
      const { id, name, mediaType, size, sha256 } = await this.files.attach(tx, actor, fileId, {});
      ensure(acceptedAttachment({ name, mediaType }));
      addedAttachments.push({ id, name, mediaType, size, sha256 });
    }
    return {
      contact: contactOf(content.contact, input),
      ...(input.openingPlace ? { openingPlace: input.openingPlace } : {}),
      ...(input.clarification ? { clarification: input.clarification } : {}),
      yardsticks: new Map(input.criteria.flatMap(({ id, yardstick }) => (id && yardstick ? [[id, yardstick] as const] : []))),
      addedAttachments,
    };
  }

  private async publish(tx: Tx, actor: Actor, procedure: Procedure, at: Date, { act, kind, reason, content }: NextVersion): Promise<{ version: number; closesAt: Date }> {
    const { id, departmentId, number, ruleDay } = procedure;
    const before = await this.content(tx, procedure);
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
    await this.deadlines.open(tx, { subject: id, subjectType: 'notice', project: id, key: officialPublication, holder: departmentId, startsAt: at, ruleDay });
    await this.sheets.write(tx, id);
    await record(tx, actor, {
      type: 'notice.corrected',
      subject: id,
      project: id,
      facts: { number, version, kind, reason, questionsUntil, closesAt },
    });
    return { version, closesAt };
  }

  private async cancelClocks(tx: Tx, id: string): Promise<void> {
    await this.deadlines.cancel(tx, id, officialPublication);
    const open = (await tx.query('select id from tendering.question where procedure = $1 and answer is null', [id])) as { id: string }[];
    for (const question of open) await this.deadlines.cancel(tx, question.id, 'question.answer');
  }
}

const latest = (one: Date, other: Date): Date => (one > other ? one : other);

const scheduleOf = ({ schedule }: NoticeContent): Schedule => ({
  questionsUntil: new Date(schedule.questionsUntil),
  closesAt: new Date(schedule.closesAt),
});

/** "As early as the law allows" is the present deadline when enough is left, else just enough. */
function timesOf({ deadline, closesAt, questionsUntil }: CorrectionInput, procedure: Procedure, { changeUntil }: Windows): CorrectedParts {
  const moved = deadline === 'fixed' && closesAt ? new Date(closesAt) : deadline === 'earliest' ? latest(procedure.closesAt!, changeUntil) : undefined;
  return {
    ...(moved ? { closesAt: moved } : {}),
    ...(questionsUntil ? { questionsUntil: new Date(questionsUntil) } : {}),
  };
}

function contactOf(known: Contact, { contactName, contactPhone, contactAddress }: CorrectionInput): Contact {
  return { name: contactName ?? known.name, phone: contactPhone ?? known.phone, address: contactAddress ?? known.address };
}
