import { Injectable } from '@nestjs/common';
import { CalendarService, catalogued, endOfCivilDay, type Method, methodRules, termOf } from '#calendar';
import { ensure, type Fen, type Refusal, refuse } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database, type Tx } from '#platform';
import { BudgetLineRow } from './budget-line.entity.js';
import { namedOnNegativeList } from './negative-list.rules.js';
import { reservingStates } from './plan-item.lifecycle.js';
import {
  type Approval,
  earliestStart,
  hasBudget,
  mayBuyServices,
  methodFits,
  type MethodLimits,
  needsSmeAnswer,
  termAllowed,
  inCatalogue,
} from './plan-item.rules.js';
import { splitting, type Splitting } from './splitting.rules.js';

interface Checked {
  readonly id: string;
  readonly year: number;
  readonly budgetLineId: string;
  readonly departmentId: string;
  readonly title: string;
  readonly quality: string;
  readonly category: string;
  readonly method: Method;
  readonly amount: Fen;
  readonly months: number;
}

interface Bought {
  readonly method: Method;
  readonly amount: string;
}

/** A category stands in plans by its name or by its code; a converted procedure buys by its own method, not by the plan's. */
const alreadyBought = `select coalesce(procedure_method, method) as method, amount from planning.plan_item
  where budget_line_id = $1 and category = any($2) and year = $3 and id <> $4 and state = any($5)`;
const boughtWith = (item: Checked): unknown[] => [item.budgetLineId, spellings(item.category), item.year, item.id, [...reservingStates]];
const spellings = (category: string): string[] => {
  const node = catalogued(category);
  return node ? [node.name, node.code] : [category];
};

/** Applies the rules of the plan with the figures in force on a day; decides nothing itself. */
@Injectable()
export class PlanChecks {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** What speaks against an organization as a buyer; ask before the command's transaction opens. */
  async buyer(organizationId: string): Promise<Refusal | undefined> {
    const organization = await this.organizations.byId(organizationId);
    return organization ? mayBuyServices(organization) : refuse('absent', 'absent', { what: 'organization' });
  }

  /** Everything about the item itself that must hold for it to be submitted or approved. */
  sound(item: Checked, line: BudgetLineRow, statements: readonly string[], approval: Approval | null, at: Date): void {
    ensure(
      hasBudget(line, item),
      inCatalogue(item.category, (category) => catalogued(category) !== undefined),
      namedOnNegativeList(item),
      this.methodHolds(item.method, at),
      methodFits(item, this.methodLimits(item.method, at), approval),
      termAllowed(this.term(item.months, at), item.months, statements),
    );
  }

  term(months: number, at: Date): ReturnType<typeof termOf> {
    const day = this.calendar.today(at);
    return termOf(months, { normal: this.calendar.rule('contract.term.normal', day), max: this.calendar.rule('contract.term.max', day) });
  }

  methodLimits(method: Method, at: Date): MethodLimits {
    const day = this.calendar.today(at);
    const { upTo, approvalFrom } = methodRules[method];
    const amount = (key: string | null): Fen | null => (key === null ? null : this.calendar.fen(key, day));
    return { upTo: amount(upTo), approvalFrom: amount(approvalFrom) };
  }

  /** A method that was reformed ended on a day; what was begun by it goes on. */
  private methodHolds(method: Method, at: Date): Refusal | undefined {
    if (this.calendar.holds(`method.${method}`, this.calendar.today(at))) return undefined;
    return refuse('conflict', 'planning.method-ended', {}, [{ field: 'method', code: 'planning.method-ended' }]);
  }

  /** Must another office approve the method for this amount before the procedure starts? */
  needsApproval({ method, amount }: { method: Method; amount: Fen }, at: Date): boolean {
    const { approvalFrom } = this.methodLimits(method, at);
    return approvalFrom !== null && amount >= approvalFrom;
  }

  needsSme(amount: Fen, at: Date): boolean {
    const day = this.calendar.today(at);
    const limits = {
      threshold: this.calendar.fen('procurement.threshold.service', day),
      reserveUpTo: this.calendar.fen('sme.reserve.all_below', day),
    };
    return needsSmeAnswer(amount, limits);
  }

  /** What was already approved on the same line in the same category; call it with the line locked. */
  async splitting(tx: Tx, item: Checked, at: Date): Promise<Splitting | null> {
    return this.splittingAmong(item, (await tx.query(alreadyBought, boughtWith(item))) as Bought[], at);
  }

  /** The same for a page, as things stand at the moment. */
  async splittingOf(item: Checked, at: Date): Promise<Splitting | null> {
    return this.splittingAmong(item, await this.database.query<Bought>(alreadyBought, boughtWith(item)), at);
  }

  private splittingAmong(item: Checked, bought: readonly Bought[], at: Date): Splitting | null {
    const others = bought.map(({ method, amount }) => ({ method, amount: BigInt(amount) }));
    return splitting(item, others, this.calendar.fen('open_tender.amount.service', this.calendar.today(at)));
  }

  /** When a procedure may start for an item announced then; at once for a purchase below the threshold. */
  earliestStart(method: Method, announcedAt: Date): Date {
    const { intention } = methodRules[method];
    if (!intention) return announcedAt;
    const day = this.calendar.today(announcedAt);
    const { day: lastDay } = this.calendar.periodEnd(this.calendar.period(intention, day), announcedAt);
    return earliestStart(announcedAt, this.calendar.dueAt(intention, announcedAt, day), endOfCivilDay(lastDay));
  }
}
