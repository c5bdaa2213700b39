import { Injectable } from '@nestjs/common';
import { type Actor, next, yuan } from '#kernel';
import { CalendarService } from '#calendar';
import { Config, nextNumber, type Tx, uuidv7 } from '#platform';
import { type DraftPapers, periodInWords } from './contract-content.rules.js';
import type { Contract, ContractContent } from './contract.entity.js';
import { contractLifecycle } from './contract.lifecycle.js';

/** Where a text comes from: an award, or an order of a framework agreement. */
export type Origin = Pick<DraftPapers, 'procedure' | 'award' | 'buyer' | 'provider'> & { readonly orderId?: string };

/** Writes texts that bind nobody yet. */
@Injectable()
export class Drafts {
  constructor(
    private readonly config: Config,
    private readonly calendar: CalendarService,
  ) {}

  async insert(tx: Tx, actor: Actor, papers: Origin, content: ContractContent, at: Date): Promise<string> {
    const id = uuidv7();
    const number = await nextNumber(tx, this.config.region, Number(this.calendar.today(at).slice(0, 4)), 'HT');
    await tx.query(
      `insert into contracts.contract (id, number, award_id, order_id, procedure_id, plan_item_id, department_id, provider_id, title, price,
         state, content, manager_person, drafted_by, rule_day, drafted_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'drafted', $11, $12, $13, $14, $15)`,
      [
        id,
        number,
        papers.orderId ? null : papers.award.id,
        papers.orderId ?? null,
        papers.procedure.id,
        papers.procedure.planItemId,
        papers.buyer.id,
        papers.provider.id,
        content.title,
        papers.award.price.toString(),
        JSON.stringify(content),
        content.manager.personId,
        actor.personId,
        papers.procedure.ruleDay,
        at,
      ],
    );
    return id;
  }

  async redraft(tx: Tx, actor: Actor, { id, state }: Contract, content: ContractContent): Promise<string> {
    await tx.query('delete from contracts.instalment where contract_id = $1', [id]);
    await tx.query(
      'update contracts.contract set state = $2, content = $3, manager_person = $4, drafted_by = $5, title = $6 where id = $1',
      [id, next(contractLifecycle, state, 'redraft'), JSON.stringify(content), content.manager.personId, actor.personId, content.title],
    );
    return id;
  }

  async split(tx: Tx, contractId: string, { instalments }: ContractContent): Promise<void> {
    for (const { no, name, percent, due, amount } of instalments)
      await tx.query(
        `insert into contracts.instalment (id, contract_id, no, name, percent, amount, due_months) values ($1, $2, $3, $4, $5, $6, $7)`,
        [uuidv7(), contractId, no, name, percent, yuan(amount).toString(), due],
      );
  }

  periods(ruleDay: string): ContractContent['periods'] {
    const words = (key: string): string => periodInWords(this.calendar.period(key, ruleDay));
    return {
      acceptance: words('delivery.acceptance'),
      posting: words('assessment.posting'),
      payment: words('pay.after_invoice'),
      rectify: words('delivery.rectify'),
    };
  }
}
