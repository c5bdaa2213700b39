import { Injectable } from '@nestjs/common';
import { addYears, CalendarService, catalogued, type Method, methodRules, startOfCivilDay } from '#calendar';
import type { PlanItem, Splitting } from '#planning';
import type { Yardsticks } from './compliance.rules.js';
import type { DraftContent } from './content.view.js';
import type { Book } from './method.rules.js';
import type { Procedure } from './procedure.entity.js';
import { requirementOf } from './requirement.answers.rules.js';
import type { RequirementYardsticks } from './requirement.rules.js';
import { latest, standsUntil, type Windows } from './schedule.rules.js';

type Bought = Pick<Procedure, 'method' | 'converted'>;
type Planned = Pick<PlanItem, 'amount' | 'category' | 'splitReason'>;

/** What a rule says as people read it. */
export interface RuleLine {
  readonly key: string;
  readonly value: string;
  readonly unit: string;
  readonly citation: string;
}

/** What the rule book says about a method on a day: the figures that the pure rules work with. */
@Injectable()
export class Figures {
  constructor(private readonly calendar: CalendarService) {}

  /** The periods of the method, started at an instant. */
  windows(method: Method, at: Date, ruleDay: string): Windows {
    const { docToDeadline, changeBefore, unanswered } = methodRules[method];
    const until = (key: string): Date => this.calendar.dueAt(key, at, ruleDay);
    const { documentsUntil, noticeUntil } = this.offered(method, at, ruleDay);
    return {
      at,
      earliestClose: latest(until(docToDeadline), standsUntil({ documentsUntil, noticeUntil }, methodRules[method])),
      changeUntil: until(changeBefore),
      answerLead: unanswered ? until(unanswered.check).getTime() - at.getTime() : 0,
      answerExtension: unanswered ? until(unanswered.extend) : null,
    };
  }

  /** How long documents are offered and the notice stands, at least. */
  offered(method: Method, at: Date, ruleDay: string): { documentsUntil: Date | null; noticeUntil: Date } {
    const { documentsOffered, noticePeriod } = methodRules[method];
    return {
      documentsUntil: documentsOffered === null ? null : this.calendar.dueAt(documentsOffered, at, ruleDay),
      noticeUntil: this.calendar.dueAt(noticePeriod, at, ruleDay),
    };
  }

  priceWeight(method: Method, ruleDay: string): Yardsticks['priceWeight'] {
    const { min, max } = methodRules[method].priceWeight;
    return {
      min: this.calendar.number(min, ruleDay),
      max: this.calendar.number(max, ruleDay),
      law: this.calendar.rule(max, ruleDay).citation,
    };
  }

  yardsticks(
    { method, converted }: Bought,
    item: Planned,
    content: DraftContent,
    splitting: Splitting | null,
    at: Date,
  ): Omit<Yardsticks, 'vacantOffices'> {
    const day = this.today(at);
    return {
      method: methodRules[method],
      planAmount: item.amount,
      priceWeight: this.priceWeight(method, day),
      period: { law: this.calendar.rule(methodRules[method].docToDeadline, day).citation },
      term: {
        normalMonths: this.calendar.number('contract.term.normal', day) * 12,
        maxMonths: this.calendar.number('contract.term.max', day) * 12,
        law: this.calendar.rule('contract.term.normal', day).citation,
      },
      windows: this.windows(method, at, day),
      requirement: this.requirement({ method, converted }, item, content, splitting, day),
    };
  }

  /** Must people be asked before this is bought: a service to the public, or a large one (财库〔2021〕22号 Art. 11)? */
  surveyNeeded(method: Method, { amount, category }: Pick<Planned, 'amount' | 'category'>, day: string): boolean {
    const forPublic = (catalogued(category)?.publicService ?? true) && this.calendar.flag('need_survey.required.public_service', day);
    const large = amount >= this.calendar.fen('need_survey.required.service_amount', day);
    return methodRules[method].requirement && (forPublic || large);
  }

  /** Does 财库〔2021〕22号 hold for purchases by this method? */
  applies(method: Method): boolean {
    return methodRules[method].requirement;
  }

  book(day: string): Book {
    return { number: (key) => this.calendar.number(key, day), fen: (key) => this.calendar.fen(key, day) };
  }

  /** Rules of a method as people read them: the key, how long or how many, and which article says so. */
  rulesOf(method: Method, ruleDay: string): RuleLine[] {
    const { minOffers, docToDeadline, changeBefore, priceWeight } = methodRules[method];
    return [docToDeadline, changeBefore, minOffers, priceWeight.min, priceWeight.max].map((key) => {
      const { value, unit, citation } = this.calendar.rule(key, ruleDay);
      return { key, value, unit, citation };
    });
  }

  today(at: Date): string {
    return this.calendar.today(at);
  }

  private requirement(
    { method, converted }: Bought,
    item: Planned,
    content: DraftContent,
    splitting: Splitting | null,
    day: string,
  ): RequirementYardsticks {
    const { pool, priorNotice, framework, requirement, approvalFrom } = methodRules[method];
    const said = requirementOf(content);
    const supplement = methodRules[method].grounds.find(({ code }) => code === said.ground)?.supplement;
    const number = (key: string): number => this.calendar.number(key, day);
    const law = (key: string): string => this.calendar.rule(key, day).citation;
    const needed = this.surveyNeeded(method, item, day);
    const forPublic = needed && (catalogued(item.category)?.publicService ?? true);
    const smeUpTo = this.calendar.fen('sme.reserve.all_below', day);
    const from = this.calendar.fen(approvalFrom ?? 'open_tender.amount.service', day);
    return {
      today: day,
      survey: {
        needed,
        subjects: number('need_survey.min_subjects'),
        validFrom: addYears(day, -number('need_survey.valid')),
        law: law('need_survey.required.public_service'),
      },
      comment: {
        needed: forPublic,
        days: number('plan.comment.period'),
        until: this.lastDay('plan.comment.period', said.comment.from, day),
        law: '《政府采购法实施条例》第15条',
      },
      legal: { needed },
      sme: {
        asked: requirement && item.amount >= this.calendar.fen('procurement.threshold.service', day) && item.amount <= smeUpTo,
        upTo: smeUpTo,
        law: law('sme.reserve.all_below'),
      },
      pastContracts: { max: number('past_contracts.as_condition.max'), law: law('past_contracts.as_condition.max') },
      bonds: {
        bidPercent: number('bid_bond.max_pct_of_budget'),
        bidLaw: law('bid_bond.max_pct_of_budget'),
        performancePercent: number('perf_bond.max_pct_of_contract'),
        performanceLaw: law('perf_bond.max_pct_of_contract'),
      },
      approval: { needed: approvalFrom !== null && item.amount >= from, from, law: '《政府采购法》第27条; 《政府采购法实施条例》第23条' },
      pool: pool && {
        factor: number(pool.factor),
        draw: number(pool.draw),
        applyDays: number(pool.prequalification),
        applyUntil: this.lastDay(pool.prequalification, said.pool.noticeFrom, day),
      },
      experts: priorNotice ? number(priorNotice.experts) : 0,
      converted: converted ? { experts: number('negotiation.converted.experts.min') } : null,
      supplement: supplement ? { percent: number(supplement) } : null,
      frameworkMonths: framework ? number(framework.term) * 12 : null,
      splitting: splitting && { ...splitting, reason: item.splitReason },
    };
  }

  /** The last civil day of a period that starts on a civil day. */
  private lastDay(key: string, from: string | null, day: string): string | null {
    return from === null ? null : this.calendar.periodEnd(this.calendar.period(key, day), startOfCivilDay(from)).day;
  }
}
