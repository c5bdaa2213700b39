import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, type FieldFault, found, refuse, type Refusal, system } from '#kernel';
import { Database, now, record, type Tx } from '#platform';
import type { Candidate } from './candidate.entity.js';
import { type Case, Cases, ownSeat, placeOf, racing, sitting } from './case.queries.js';
import { ClarificationQueries } from './clarification.queries.js';
import { enoughCompliant } from './counting.rules.js';
import { talkingStates } from './evaluation.lifecycle.js';
import type { CheckCompliance, CheckedOffer, JudgeLowPrice } from './panel.input.js';
import { isChair } from './evaluation.policy.js';
import { Lots } from './lot.service.js';
import { lowPricesOf } from './low-price.queries.js';
import { Projects } from './project.queries.js';
import { offerKey, sameOffer } from './score.rules.js';
import { readingStates } from './seat.lifecycle.js';

/** What the panel puts out of the race: offers that do not answer the notice, prices nobody could explain. */
@Injectable()
export class ComplianceService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly clarifications: ClarificationQueries,
    private readonly lots: Lots,
  ) {}

  /** The panel's check, once everybody sits; scoring begins after it (MOF Order 87 Art. 50). Lots with too few left fail. */
  check(actor: Actor, procedureId: string, { offers }: CheckCompliance): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      asChair(file, actor);
      const { evaluation } = file;
      const checked = offers.map((one) => ({ ...one, lot: one.lot ?? '1' }));
      ensure(
        evaluation.state === 'scoring' && !evaluation.complianceAt ? undefined : refuse('conflict', 'compliance.done'),
        allSit(file),
        answered(racing(file), checked),
      );

      for (const one of checked.filter(({ compliant }) => !compliant)) {
        const candidate = racing(file).find((each) => sameOffer(each, one))!;
        await this.exclude(tx, actor, candidate, { excluded: 'not-compliant', exclusion: one.reason!, at });
      }
      await tx.save(Object.assign(evaluation, { complianceAt: at, complianceBy: actor.personId }));
      const failed = checked.filter(({ compliant }) => !compliant).length;
      await record(tx, actor, {
        type: 'evaluation.checked',
        subject: evaluation.id,
        project: procedureId,
        facts: { offers: checked.length, failed },
      });
      await this.count(tx, file);
    });
  }

  /** The chair puts down why the panel keeps a price that looks too low, or puts it out. The bidder was asked before. */
  judgeLowPrice(actor: Actor, procedureId: string, { bidId, lot = '1', keep = true, reason }: JudgeLowPrice): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      asChair(file, actor);
      const candidate = found(
        racing(file, lot).find((one) => one.bidId === bidId),
        'bid',
      );
      const asked = (await this.clarifications.of(tx, file.evaluation.id)).filter(
        (one) => sameOffer(one, candidate) && one.kind === 'low-price',
      );
      ensure(
        talkingStates.includes(file.evaluation.state) ? undefined : refuse('conflict', 'panel.report-drafted'),
        lowPricesOf(file, this.projects).has(offerKey(candidate)) ? undefined : refuse('conflict', 'report.price-not-low'),
        asked.some(({ answer, dueAt }) => answer !== null || at >= dueAt) ? undefined : refuse('conflict', 'report.low-price-not-asked'),
      );

      if (keep) await tx.save(Object.assign(candidate, { lowPriceReason: reason }));
      else await this.exclude(tx, actor, candidate, { excluded: 'low-price', exclusion: reason, at });
      await record(tx, actor, { type: 'candidate.explained', subject: bidId, project: procedureId, facts: { lot, keep } });
      if (!keep) await this.count(tx, file);
    });
  }

  private async exclude(
    tx: Tx,
    actor: Actor,
    candidate: Candidate,
    { excluded, exclusion, at }: { excluded: Candidate['excluded']; exclusion: string; at: Date },
  ): Promise<void> {
    await tx.save(Object.assign(candidate, { excluded, exclusion, excludedBy: actor.personId, excludedAt: at }));
  }

  /** The platform counts, so that no failed lot names the chair. */
  private async count(tx: Tx, file: Case): Promise<void> {
    const min = this.projects.minOffers(file.project);
    for (const lot of file.lots.filter(({ state }) => state === 'open')) {
      const why = enoughCompliant(
        file.candidates.filter((one) => one.lot === lot.lot),
        min,
      );
      if (why) await this.lots.fail(tx, system('evaluation'), file, lot, why);
    }
    await this.lots.follow(tx, system('evaluation'), file);
  }
}

/** The chair acts for the panel. Not there for whoever does not sit. */
export function asChair({ seats }: Case, actor: Actor): void {
  ownSeat(seats, actor, readingStates);
  authorize(isChair, actor, placeOf(seats, actor), 'panel.chair-only');
}

/** The panel works when all its seats are taken by people who have declared. */
function allSit({ evaluation, seats }: Case): Refusal | undefined {
  const there = sitting(seats).filter(({ state }) => readingStates.includes(state)).length;
  const members = evaluation.panelSize!;
  return there < members ? refuse('conflict', 'panel.not-complete', { there, members }) : undefined;
}

/** Every offer in the race has its answer, and each no its reason. */
function answered(offers: readonly Candidate[], checked: readonly (CheckedOffer & { lot: string })[]): Refusal | undefined {
  const open = offers.filter((one) => !checked.some((each) => sameOffer(each, one))).length;
  if (open) return refuse('invalid', 'compliance.unanswered', { open });
  if (checked.some((one) => !offers.some((each) => sameOffer(each, one)))) return refuse('invalid', 'evaluation.no-such-bid');
  const fields: FieldFault[] = checked.flatMap(({ compliant, reason }, place) =>
    compliant || reason ? [] : [{ field: `offers.${place}.reason`, code: 'compliance.reason-missing' }],
  );
  return fields.length ? refuse('invalid', 'input.invalid', { count: fields.length }, fields) : undefined;
}
