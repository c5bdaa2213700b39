import { Injectable } from '@nestjs/common';
import { type Fen, found, yuan } from '#kernel';
import { CalendarService } from '#calendar';
import {
  type Book,
  type Lot,
  lotsOf,
  type Method,
  type MethodRules,
  methodRules,
  minOffers,
  type NoticeContent,
  NoticeQueries,
  type NoticeView,
  panelMin,
  ProcedureQueries,
} from '#tendering';
import type { PanelRules } from './panel.rules.js';
import type { LowPriceRules } from './price.rules.js';
import type { RankingRules } from './standing.rules.js';

/** What an evaluation needs to know about its procedure. */
export interface Project {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly method: Method;
  readonly departmentId: string;
  readonly planItemId: string;
  readonly ruleDay: string;
  /** It follows a failed open tender, so that fewer offers may suffice. */
  readonly converted: boolean;
  /** Persons who wrote or published the notice. */
  readonly handlers: readonly string[];
  readonly content: NoticeContent;
  readonly lots: readonly Lot[];
}

type OfMethod = Pick<Project, 'method' | 'ruleDay'>;

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

  rules({ method }: Pick<Project, 'method'>): MethodRules {
    return methodRules[method];
  }

  /** The method ends its talks with a last round of prices (MOF Order 74 Art. 33; 财库〔2014〕214号 Art. 21). */
  finalOffers(project: OfMethod): boolean {
    return this.rules(project).finalOffers;
  }

  /** The least number of offers for a lot: at the opening, qualified, and answering the notice. */
  minOffers({ method, ruleDay, converted }: OfMethod & Pick<Project, 'converted'>): number {
    return minOffers(method, this.book(ruleDay), converted);
  }

  /** Only small and medium enterprises may take part. */
  isReserved({ content }: Pick<Project, 'content'>): boolean {
    return content.policy?.smeReserve === 'reserve';
  }

  /** Fewer qualified end a procedure that was reserved for small and medium enterprises (财库〔2020〕46号 Art. 10). */
  minReserved({ ruleDay }: OfMethod): number {
    return this.calendar.number('sme.reserve.min_qualified', ruleDay);
  }

  budget({ content }: Project): Fen {
    return yuan(content.budget.amount);
  }

  /** The least number of members by method and budget (MOF Order 87 Art. 47; Order 74 Art. 7). */
  leastMembers(project: Project): number {
    return panelMin(project.method, this.budget(project), this.book(project.ruleDay));
  }

  panelRules(project: Project): PanelRules {
    const { odd, experts } = this.rules(project).panel;
    return {
      min: this.leastMembers(project),
      odd: this.calendar.flag(odd, project.ruleDay),
      expertShare: {
        numerator: this.calendar.number(experts.numerator, project.ruleDay),
        denominator: this.calendar.number(experts.denominator, project.ruleDay),
      },
    };
  }

  ranking(project: OfMethod): RankingRules {
    return {
      ranking: this.rules(project).ranking,
      tieByEvaluated: this.calendar.flag('tie.price.evaluated', project.ruleDay),
    };
  }

  lowPrice({ ruleDay }: OfMethod, maxPrice: Fen): LowPriceRules {
    const number = (key: string): number => this.calendar.number(`low_price.warn.${key}`, ruleDay);
    return { average: number('average'), next: number('next'), cap: number('cap'), maxPrice };
  }

  /** How far a score may be from the others' before it asks for a word, percent of the criterion's points. */
  outlierPercent({ ruleDay }: OfMethod): number {
    return this.calendar.number('score.outlier', ruleDay);
  }

  /** What policy takes off the price of small enterprises for comparing, percent. */
  deductionPercent({ ruleDay }: OfMethod): number {
    return this.calendar.number('sme.deduct.service.min', ruleDay);
  }

  private book(ruleDay: string): Book {
    return { number: (key) => this.calendar.number(key, ruleDay), fen: (key) => this.calendar.fen(key, ruleDay) };
  }

  private async project(notice: NoticeView): Promise<Project> {
    const { id, number, title, method, department, planItemId, ruleDay, converted, content } = notice;
    const handlers = await this.procedures.handlers(id);
    return {
      id,
      number,
      title,
      method: method as Method,
      departmentId: department.id,
      planItemId,
      ruleDay,
      converted,
      handlers,
      content,
      lots: lotsOf(content),
    };
  }
}
