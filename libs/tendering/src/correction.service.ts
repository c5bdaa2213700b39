import { Injectable } from '@nestjs/common';
import { type Actor, ensure } from '#kernel';
import { Database, record, type Tx } from '#platform';
import { Files } from '#documents';
import { acceptedAttachment } from './attachment.rules.js';
import type { Attachment, Contact, NoticeContent } from './content.view.js';
import { affectsOffers, changesSomething, corrected, type CorrectedParts, keepsObject, timesRest } from './correction.rules.js';
import { changesBetween } from './diff.rules.js';
import type { CorrectionInput, ExtensionInput } from './procedure.input.js';
import { moved, type NewVersion, Revisions, scheduleOf } from './revision.service.js';
import {
  asksBeforeClosing,
  later,
  latest,
  leavesTimeAfterChange,
  leavesTimeToBid,
  neverEarlier,
  questionsNeverEarlier,
} from './schedule.rules.js';
import { promptsIn, type Wording, wordedLawfully } from './wording.rules.js';

/** Changes of a published notice. Each is a new version beside the old ones, with what differs and why. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly database: Database,
    private readonly revisions: Revisions,
    private readonly files: Files,
  ) {}

  /**
   * Publishes a correction. A change that may affect offers needs the method's period before the deadline; while the
   * procedure is suspended its times are left to the resumption, which gives at least that period. New wording is
   * held to what the draft was held to. Refuses `correction.wording`, `correction.doubtful`, `correction.times-rest`, `correction.deadline-too-soon` with the earliest legal time, `correction.nothing-changed`, `notice.window-closed`.
   */
  correct(actor: Actor, id: string, input: CorrectionInput): Promise<NewVersion> {
    return this.database.transaction(async (tx) => {
      const held = await this.revisions.held(tx, actor, id, 'correct');
      const { procedure, content, windows, stands } = held;
      const parts = await this.partsOf(tx, actor, content, input);
      const said = corrected(content, procedure.version + 1, parts);
      const affected = affectsOffers(changesBetween(content, said));
      const enough = latest(procedure.closesAt!, stands, ...(affected ? [windows.changeUntil] : []));
      const rests = procedure.state === 'suspended';
      const after = rests ? said : corrected(said, procedure.version + 1, timesOf(input, enough));
      const schedule = scheduleOf(after);
      const { clarification, justification } = input;
      const wording: Wording = { before: content, after, clarification, justification };
      ensure(
        rests ? timesRest(input) : undefined,
        changesSomething(changesBetween(content, after)),
        keepsObject(content, after),
        neverEarlier(schedule.closesAt, procedure.closesAt!),
        questionsNeverEarlier(schedule.questionsUntil, scheduleOf(content).questionsUntil),
        wordedLawfully(wording),
        affected && !rests ? leavesTimeAfterChange(schedule.closesAt, windows) : undefined,
        !rests && (affected || schedule.closesAt > procedure.closesAt!) ? leavesTimeToBid(schedule, { earliestClose: stands }) : undefined,
        input.questionsUntil && !rests ? asksBeforeClosing(schedule, windows) : undefined,
      );

      for (const file of parts.addedAttachments ?? []) await this.files.attach(tx, actor, file.id, { public: true });
      const published = await this.revisions.publish(tx, actor, held, {
        act: 'correct',
        kind: 'correction',
        reason: input.reason,
        content: after,
      });
      const prompts = promptsIn(wording).map(({ prompt }) => prompt);
      if (justification && prompts.length) {
        const facts = { number: procedure.number, version: published.version, prompts, justification };
        await record(tx, actor, { type: 'notice.reworded', subject: id, project: id, facts });
      }
      return published;
    });
  }

  /** Moves the deadline to a later time and changes nothing else. Refuses `extension.not-later`. */
  extend(actor: Actor, id: string, input: ExtensionInput): Promise<NewVersion> {
    return this.database.transaction(async (tx) => {
      const held = await this.revisions.held(tx, actor, id, 'extend');
      const { procedure, content, windows } = held;
      const after = moved(content, procedure.version + 1, {
        closesAt: new Date(input.closesAt),
        ...(input.questionsUntil ? { questionsUntil: new Date(input.questionsUntil) } : {}),
      });
      ensure(
        later(scheduleOf(after).closesAt, procedure.closesAt!),
        leavesTimeToBid(scheduleOf(after), { earliestClose: held.stands }),
        questionsNeverEarlier(scheduleOf(after).questionsUntil, scheduleOf(content).questionsUntil),
        input.questionsUntil ? asksBeforeClosing(scheduleOf(after), windows) : undefined,
      );

      return this.revisions.publish(tx, actor, held, {
        act: 'extend',
        kind: 'extension',
        reason: input.reason,
        content: after,
      });
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
}

/** "As early as the law allows" is the present deadline when enough is left, else just enough. */
function timesOf({ deadline, closesAt, questionsUntil }: CorrectionInput, enough: Date): CorrectedParts {
  const moved = deadline === 'fixed' && closesAt ? new Date(closesAt) : deadline === 'earliest' ? enough : undefined;
  return {
    ...(moved ? { closesAt: moved } : {}),
    ...(questionsUntil ? { questionsUntil: new Date(questionsUntil) } : {}),
  };
}

function contactOf(known: Contact, { contactName, contactPhone, contactAddress }: CorrectionInput): Contact {
  return {
    name: contactName ?? known.name,
    phone: contactPhone ?? known.phone,
    address: contactAddress ?? known.address,
  };
}
