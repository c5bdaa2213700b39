import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { CalendarService } from '#calendar';
import type { Yardsticks } from './compliance.rules.js';
import { type Method, methodRules } from './method.rules.js';
import type { Windows } from './schedule.rules.js';

/** What the rule book says about a method on a day: the figures that the pure rules work with. */
@Injectable()
export class Figures {
  constructor(private readonly calendar: CalendarService) {}

  /** The periods of the method, started at an instant. */
  windows(method: Method, at: Date, ruleDay: string): Windows {
    const { docToDeadline, changeBefore } = methodRules[method];
    return {
      at,
      earliestClose: this.calendar.dueAt(docToDeadline, at, ruleDay),
      changeUntil: this.calendar.dueAt(changeBefore, at, ruleDay),
    };
  }

  yardsticks(method: Method, planAmount: Fen, at: Date, ruleDay: string): Omit<Yardsticks, 'vacantOffices'> {
    const { docToDeadline, priceWeight } = methodRules[method];
    return {
      planAmount,
      priceWeight: {
        min: this.calendar.number(priceWeight.min, ruleDay),
        max: this.calendar.number(priceWeight.max, ruleDay),
        law: this.calendar.rule(priceWeight.max, ruleDay).citation,
      },
      period: { law: this.calendar.rule(docToDeadline, ruleDay).citation },
      term: {
        normalMonths: this.calendar.number('contract.term.normal', ruleDay) * 12,
        maxMonths: this.calendar.number('contract.term.max', ruleDay) * 12,
        law: this.calendar.rule('contract.term.normal', ruleDay).citation,
      },
      windows: this.windows(method, at, ruleDay),
    };
  }

  /** Rules of a method as people read them: the key, how long or how many, and which article says so. */
  rulesOf(method: Method, ruleDay: string): { key: string; value: string; unit: string; citation: string }[] {
    const { minOffers, docToDeadline, changeBefore, priceWeight } = methodRules[method];
    return [docToDeadline, changeBefore, minOffers, priceWeight.min, priceWeight.max].map((key) => {
      const { value, unit, citation } = this.calendar.rule(key, ruleDay);
      return { key, value, unit, citation };
    });
  }

  today(at: Date): string {
    return this.calendar.today(at);
  }
}
