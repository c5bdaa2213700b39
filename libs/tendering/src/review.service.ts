import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, refuse, type Refusal } from '#kernel';
import { CalendarService } from '#calendar';
import { PlanQueries } from '#planning';
import { Database, now, record, type Tx } from '#platform';
import { Figures } from './figures.queries.js';
import type { Procedure } from './procedure.entity.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { procedurePolicy } from './procedure.policy.js';
import { type ReviewInput } from './review.input.js';
import { focusedOpinions, generalOpinions, type ReviewKind, type ReviewLine } from './review.rules.js';

/** 采购需求审查: opinions by people who did not write the requirement (财库〔2021〕22号 Art. 29 to 33). */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly plan: PlanQueries,
    private readonly figures: Figures,
  ) {}

  /** Gives an opinion on what was submitted last. Refuses `review.not-now`, `review.own-work`, `review.reason-missing`. */
  give(actor: Actor, id: string, input: ReviewInput): Promise<{ passed: boolean }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      const ownership = await ownershipOf(tx, procedure);
      authorize(procedurePolicy.review, actor, ownership, 'review.own-work');
      const kind = await this.kindFor(procedure, this.figures.today(at));
      ensure(underReview(procedure), kind ? undefined : refuse('conflict', 'review.not-needed'));
      const opinions = opinionsOf(kind!, input);
      ensure(explained(opinions));
      const passed = opinions.every(({ passes }) => passes);

      await tx.query(
        `insert into tendering.requirement_review (procedure, no, submission, person, person_name, kind, passed, opinions, at)
         select $1, coalesce((select max(no) from tendering.requirement_review where procedure = $1), 0) + 1,
           (select max(no) from tendering.submission where procedure = $1), $2, $3, $4, $5, $6, $7`,
        [id, actor.personId, actor.name, kind, passed, JSON.stringify(opinions), at],
      );
      await record(tx, actor, { type: 'requirement.reviewed', subject: id, project: id, facts: { kind, passed } });
      return { passed };
    });
  }

  /** What is still missing for publication: enough opinions on the newest submission, none of them against it. */
  async missing(tx: Tx, procedure: Procedure, ruleDay: string): Promise<Refusal | undefined> {
    if (!(await this.kindFor(procedure, ruleDay))) return undefined;
    const given = await this.of(procedure.id, tx);
    if (given.some(({ passed }) => !passed)) return refuse('conflict', 'review.against');
    const least = this.calendar.number('requirement_review.min', ruleDay);
    return given.length < least ? refuse('conflict', 'review.missing', { least }) : undefined;
  }

  /** Opinions on what was submitted last. */
  async of(id: string, from: Tx | Database = this.database): Promise<ReviewLine[]> {
    return (await from.query(
      `select no, kind, passed, opinions, person_name as "personName", at from tendering.requirement_review
       where procedure = $1 and submission = (select max(no) from tendering.submission where procedure = $1) order by no`,
      [id],
    )) as ReviewLine[];
  }

  /** 重点审查 for what must be asked about beforehand, 一般性审查 for the rest; null where the rule does not apply. */
  async kindFor(procedure: Pick<Procedure, 'method' | 'planItemId'>, day: string): Promise<ReviewKind | null> {
    if (!this.figures.applies(procedure.method)) return null;
    const item = await this.plan.item(procedure.planItemId);
    return item && this.figures.surveyNeeded(procedure.method, item, day) ? 'focused' : 'general';
  }
}

function opinionsOf(kind: ReviewKind, { opinions }: ReviewInput): { what: string; passes: boolean; text: string }[] {
  const wanted = kind === 'focused' ? [...generalOpinions, ...focusedOpinions] : generalOpinions;
  return wanted.map((what) => {
    const given = opinions.find((row) => row.what === what);
    return { what, passes: given?.passes === 'yes', text: given?.text ?? '' };
  });
}

/** An opinion against it says why. */
function explained(opinions: readonly { what: string; passes: boolean; text: string }[]): Refusal | undefined {
  const place = opinions.findIndex(({ passes, text }) => !passes && text.trim().length < 4);
  if (place < 0) return undefined;
  return refuse('invalid', 'review.reason-missing', {}, [{ field: `opinions.${place}.text`, code: 'review.reason-missing' }]);
}

function underReview({ state }: Procedure): Refusal | undefined {
  if (state !== 'in_review') return refuse('conflict', 'review.not-now', { state });
}
