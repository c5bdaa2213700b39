import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, next, refuse, type Refusal, yuan } from '#kernel';
import { Config, Database, nextNumber, now, record, type Tx } from '#platform';
import { Deadlines, startOfCivilDay } from '#calendar';
import { KeyHolderQueries, type NamedHolder } from '#custody';
import { Files } from '#documents';
import { PlanItemService } from '#planning';
import { readyToPublish } from './compliance.rules.js';
import type { DraftContent, NoticeContent } from './content.view.js';
import { DraftService } from './draft.service.js';
import { Figures } from './figures.queries.js';
import { everyOfficeTaken, recipientsOf } from './key-holders.rules.js';
import type { Procedure } from './procedure.entity.js';
import type { OfficialInput, ReasonInput } from './procedure.input.js';
import { procedureLifecycle } from './procedure.lifecycle.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { asksBeforeClosing, leavesTimeToBid, type Schedule, scheduleAt } from './schedule.rules.js';
import { Admissions } from './admission.service.js';
import { PriorNotices } from './prior.service.js';
import { requirementOf } from './requirement.answers.rules.js';
import { policyOf } from './requirement.view.js';
import { Reviews } from './review.service.js';
import { officialPublication, Revisions } from './revision.service.js';
import { Sheets } from './sheet.service.js';

/** The second person's acts: send a draft back, or let it out. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly drafts: DraftService,
    private readonly figures: Figures,
    private readonly planItems: PlanItemService,
    private readonly deadlines: Deadlines,
    private readonly files: Files,
    private readonly sheets: Sheets,
    private readonly revisions: Revisions,
    private readonly reviews: Reviews,
    private readonly admissions: Admissions,
    private readonly priors: PriorNotices,
    private readonly keyHolders: KeyHolderQueries,
  ) {}

  /** Sends the draft back to its handler with a reason. */
  return(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.return, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const state = next(procedureLifecycle, procedure.state, 'return');

      await tx.query('update tendering.procedure set state = $2, return_reason = $3, updated_at = $4 where id = $1', [
        id,
        state,
        reason,
        at,
      ]);
      await record(tx, actor, {
        type: 'notice.returned',
        subject: id,
        project: id,
        facts: { departmentId: procedure.departmentId, reason },
      });
    });
  }

  /**
   * Publishes version 1 and opens the competition: takes the plan item, gives the number, fixes the times by the
   * database clock. Refuses `procedure.four-eyes`, `notice.no-key-holders`, `notice.not-ready`, `notice.window-too-short`.
   */
  publish(actor: Actor, id: string): Promise<{ number: string; closesAt: Date }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      const ruleDay = this.figures.today(at);
      authorize(procedurePolicy.publish, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const state = next(procedureLifecycle, procedure.state, 'publish');
      const windows = this.figures.windows(procedure.method, at, ruleDay);
      const schedule = scheduleAt(procedure.draft.schedule, windows);
      const holders = await this.keyHolders.namedFor(procedure.departmentId, tx);
      ensure(
        everyOfficeTaken(holders),
        leavesTimeToBid(schedule, windows),
        asksBeforeClosing(schedule, windows),
        readyToPublish(await this.drafts.findings(procedure, procedure.draft, at)),
        await this.reviews.missing(tx, procedure, ruleDay),
        await this.admissions.missing(tx, procedure),
        await this.priors.standsInTheWay(tx, actor, procedure, at),
      );

      await this.planItems.use(tx, actor, procedure.planItemId, id, procedure.method);
      const number = await nextNumber(tx, this.config.region, Number(ruleDay.slice(0, 4)), 'CG');
      const content = published(procedure.draft, schedule, this.figures.offered(procedure.method, at, ruleDay), holders);
      const answersUntil = await this.revisions.watchAnswers(tx, procedure, schedule, windows);
      await tx.query(
        `update tendering.procedure set state = $2, number = $3, version = 1, rule_day = $4, publisher = $5, published_at = $6,
           questions_until = $7, closes_at = $8, max_price = $9, answers_by = $10, updated_at = $6 where id = $1`,
        [
          id,
          state,
          number,
          ruleDay,
          actor.personId,
          at,
          schedule.questionsUntil,
          schedule.closesAt,
          yuan(content.budget.maxPrice).toString(),
          answersUntil,
        ],
      );
      await tx.query(
        `insert into tendering.notice (procedure, version, kind, content, changes, publisher, published_at)
         values ($1, 1, 'original', $2, '[]', $3, $4)`,
        [id, JSON.stringify(content), actor.personId, at],
      );
      for (const file of content.attachments) await this.files.attach(tx, actor, file.id, { public: true });
      const { departmentId, planItemId, method, round } = procedure;
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'notice',
        project: id,
        key: officialPublication,
        holder: departmentId,
        startsAt: at,
        ruleDay,
      });
      await this.admissions.invite(tx, actor, procedure);
      await this.sheets.writeRounds(tx, procedure.planItemId);
      const { amount, maxPrice } = content.budget;
      await record(tx, actor, {
        type: 'notice.published',
        subject: id,
        project: id,
        facts: {
          number,
          version: 1,
          planItemId,
          departmentId,
          method,
          round,
          amount,
          maxPrice,
          ...schedule,
          recipients: recipientsOf(holders),
        },
      });
      return { number, closesAt: schedule.closesAt };
    });
  }

  /** Records where and when the official medium published the newest version, or a version of before; stops the clock. */
  recordOfficial(actor: Actor, id: string, input: OfficialInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.official, actor, await ownershipOf(tx, procedure), 'procedure.department-only');
      const publishedAt = new Date(input.publishedAt);
      const version = input.version ?? procedure.version;
      ensure(isPublished(procedure), notInFuture(publishedAt, at), await this.recordable(tx, procedure, version, publishedAt));

      await tx.query(
        `insert into tendering.official_publication (procedure, version, url, published_at, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, version, input.url, publishedAt, actor.personId, at],
      );
      if (version === procedure.version) await this.deadlines.meet(tx, id, officialPublication, at);
      await this.sheets.write(tx, id);
      await record(tx, actor, {
        type: 'notice.official',
        subject: id,
        project: id,
        facts: { number: procedure.number, version, url: input.url, publishedAt },
      });
    });
  }

  private async recordable(tx: Tx, { id }: Procedure, version: number, publishedAt: Date): Promise<Refusal | undefined> {
    const [row] = await tx.query<{ url: string | null; told: Date }[]>(
      `select o.url, n.published_at as told from tendering.notice n
       left join tendering.official_publication o on (o.procedure, o.version) = (n.procedure, n.version)
       where n.procedure = $1 and n.version = $2`,
      [id, version],
    );
    if (!row) return refuse('absent', 'absent', { what: 'notice' });
    if (row.url !== null) return refuse('conflict', 'notice.official-recorded', { url: row.url });
    return notBefore(publishedAt, startOfCivilDay(this.figures.today(row.told)));
  }
}

/** The text that is published: its times are fixed, the reasons for the check stay inside. */
function published(
  { reasons: _inside, requirement, ...draft }: DraftContent,
  { questionsUntil, closesAt }: Schedule,
  { documentsUntil, noticeUntil }: { documentsUntil: Date | null; noticeUntil: Date },
  keyHolders: readonly NamedHolder[],
): NoticeContent {
  return {
    ...draft,
    schedule: {
      questionsUntil: questionsUntil.toISOString(),
      closesAt: closesAt.toISOString(),
      openingPlace: draft.schedule.openingPlace,
      ...(documentsUntil ? { documentsUntil: documentsUntil.toISOString() } : {}),
      noticeUntil: noticeUntil.toISOString(),
    },
    policy: policyOf(requirementOf({ requirement })),
    clarifications: [],
    keyHolders,
  };
}

export function isPublished({ version }: Pick<Procedure, 'version'>): Refusal | undefined {
  if (version === 0) return refuse('conflict', 'notice.not-published');
}

/** The official medium cannot have shown a version before the day it was made. */
function notBefore(publishedAt: Date, earliest: Date): Refusal | undefined {
  if (publishedAt < earliest)
    return refuse('invalid', 'notice.official-before', { earliest }, [
      { field: 'publishedAt', code: 'notice.official-before', facts: { earliest } },
    ]);
}

function notInFuture(publishedAt: Date, at: Date): Refusal | undefined {
  if (publishedAt > at)
    return refuse('invalid', 'notice.official-in-future', {}, [{ field: 'publishedAt', code: 'notice.official-in-future' }]);
}
