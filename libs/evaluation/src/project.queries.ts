import { Injectable } from '@nestjs/common';
import { type Fen, found, yuan } from '#kernel';
import { CalendarService } from '#calendar';
import { type Method, methodRules, type NoticeContent, NoticeQueries, type NoticeView, ProcedureQueries } from '#tendering';
import type { PanelBook, PanelRules } from './panel.rules.js';

/** What an evaluation needs to know about its procedure. */
export interface Project {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly method: Method;
  readonly departmentId: string;
  readonly planItemId: string;
  readonly ruleDay: string;
  /** Persons who wrote or published the notice. */
  readonly handlers: readonly string[];
  readonly content: NoticeContent;
}

/** Procedures and the figures of the rule book, as this room asks for them. */
@Injectable()
export class Projects {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly procedures: ProcedureQueries,
    private readonly calendar: CalendarService,
  ) {}

  async byId(procedureId: string): Promise<Project> {
    return this.project(found(await this.notices.byId(procedureId), 'procedure'));
  }

  async byNumber(number: string): Promise<Project | null> {
    const notice = await this.notices.byNumber(number);
    return notice && this.project(notice);
  }

  /** The least number of qualified bids. */
  minOffers({ method, ruleDay }: Pick<Project, 'method' | 'ruleDay'>): number {
    return this.calendar.number(methodRules[method].minOffers, ruleDay);
  }

  maxPrice({ content }: Project): Fen {
    return yuan(content.budget.maxPrice);
  }

  budget({ content }: Project): Fen {
    return yuan(content.budget.amount);
  }

  panelBook(ruleDay: string): PanelBook {
    const number = (key: string): number => this.calendar.number(key, ruleDay);
    return {
      tender: {
        min: number('panel.tender.min'),
        large: number('panel.tender.min_large'),
        largeFrom: this.calendar.fen('panel.tender.large_amount', ruleDay),
      },
      other: {
        min: number('panel.other.min'),
        atOpenAmount: number('panel.other.min_at_open_amount'),
        openAmount: this.calendar.fen('open_tender.amount.service', ruleDay),
      },
      local: { min: number('panel.local.min') },
    };
  }

  /** Local purchases have no share of experts of their own in the book; the one for other methods holds. */
  panelRules({ method, ruleDay }: Project, min: number): PanelRules {
    const of = method === 'open_tender' ? 'tender' : 'other';
    const odd = method === 'local_small_purchase' ? 'panel.local.odd' : `panel.${of}.odd`;
    return {
      min,
      odd: this.calendar.flag(odd, ruleDay),
      expertShare: {
        numerator: this.calendar.number(`panel.${of}.expert_ratio.numerator`, ruleDay),
        denominator: this.calendar.number(`panel.${of}.expert_ratio.denominator`, ruleDay),
      },
    };
  }

  lowPrice(project: Project): { average: number; next: number; cap: number; maxPrice: Fen } {
    const number = (key: string): number => this.calendar.number(`low_price.warn.${key}`, project.ruleDay);
    return { average: number('average'), next: number('next'), cap: number('cap'), maxPrice: this.maxPrice(project) };
  }

  private async project(notice: NoticeView): Promise<Project> {
    const { id, number, title, method, department, planItemId, ruleDay, content } = notice;
    const handlers = await this.procedures.handlers(id);
    return { id, number, title, method: method as Method, departmentId: department.id, planItemId, ruleDay, handlers, content };
  }
}
