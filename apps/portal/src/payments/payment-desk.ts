import { Injectable } from '@nestjs/common';
import { ContractQueries } from '#contracts';
import { PeopleQueries } from '#identity';
import { type Actor, absent, acts, confirmedWithin, found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import {
  allAgree,
  DossierQueries,
  isFinance,
  mayApprove,
  mayCheck,
  mayConfirm,
  mayReadOrders,
  mayRemind,
  mayRequest,
  mayReturn,
  maySee,
  type Payment,
  PaymentAccounts,
  furtherActs,
  type PaymentAct,
  paymentLifecycle,
  type PaymentMore,
  PaymentQueries,
} from '#payments';
import { Database } from '#platform';
import { LightQueries } from '#supervision';
import { clockRow } from '../supervision/supervision.data.js';
import { factsOf, matchRows, paymentColours, timelineOf, trackerOf, whereOf } from './payment.data.js';

export type DeskArea = 'org' | 'buy' | 'finance';
export const areaPaths: Readonly<Record<DeskArea, string>> = {
  org: '/org/payments',
  buy: '/buy/payments',
  finance: '/finance/payments',
};

/** Puts a payment's page together: the same for its sides and finance, but for the acts that are the reader's. */
@Injectable()
export class PaymentDesk {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentQueries,
    private readonly dossiers: DossierQueries,
    private readonly accounts: PaymentAccounts,
    private readonly contracts: ContractQueries,
    private readonly organizations: OrganizationQueries,
    private readonly people: PeopleQueries,
    private readonly lights: LightQueries,
  ) {}

  /** For whom it is not theirs to see, it is not there. */
  async find(actor: Actor, number: string): Promise<Payment> {
    const payment = found(await this.payments.byNumber(number), 'payment');
    if (!maySee(actor, payment)) throw absent('payment');
    return payment;
  }

  async page(actor: Actor, payment: Payment, area: DeskArea): Promise<object> {
    const now = await this.database.now();
    const [more, contract, account, earlier, clocks] = await Promise.all([
      this.dossiers.of(payment, now),
      this.contracts.byId(payment.contractId).then((row) => found(row, 'contract')),
      this.accounts.of(actor, payment.id),
      this.payments.peopleBefore(payment.id),
      this.lights.ofSubject(payment.id, now),
    ]);
    const request = more.requests.at(-1);
    const changed = request ? await this.payments.accountBefore(request.id) : null;
    const names = {
      contract: { number: contract.number, title: contract.title, published: contract.publishedAt !== null },
      department: contract.content.buyer.name,
      provider: contract.content.provider.name,
    };
    const [people, organizations] = await Promise.all([
      this.people.nameOf(more.steps.map(({ person }) => person)),
      this.organizations.byIds(more.steps.map(({ organizationId }) => organizationId)),
    ]);
    const orgNames = new Map([...organizations].map(([id, { name }]) => [id, name]));
    const order = more.attempts.at(-1);
    return {
      payment,
      standstill: contract.standstill,
      names,
      area,
      self: `${areaPaths[area]}/${payment.number}`,
      colour: paymentColours[payment.state],
      where: whereOf(more.stages, names),
      stages: trackerOf(more.stages, names),
      match: more.match && { rows: matchRows(more.match), clean: !allAgree(more.match) },
      facts: factsOf(payment, more, names, account),
      timeline: timelineOf(more.steps, people, orgNames),
      file: request?.fileId ? `/files/${request.fileId}` : null,
      changed: changed && isFinance(actor) ? changed : null,
      clocks: clocks.map(clockRow),
      order: order && mayReadOrders(actor, null) && order.writtenAt ? { id: order.id } : null,
      ...this.acts(actor, payment, more, earlier, now, contract.standstill === null),
    };
  }

  /** What the reader may do now, and why the rest is closed. */
  private acts(actor: Actor, payment: Payment, more: PaymentMore, earlier: readonly string[], now: Date, goesOn: boolean): object {
    const open = (act: PaymentAct): boolean =>
      acts(paymentLifecycle, payment.state).includes(act) && (goesOn || !furtherActs.includes(act));
    const clean = more.match !== null && !allAgree(more.match);
    const releasable = open('approve') && mayApprove(actor, { ...payment, earlier });
    return {
      may: {
        request: open('request') && mayRequest(actor, payment),
        confirm: open('confirm') && mayConfirm(actor, payment),
        check: open('check') && mayCheck(actor, payment) && clean,
        approve: releasable && clean && confirmedWithin(actor, now),
        confirmFirst: releasable && clean && !confirmedWithin(actor, now),
        return: open('return') && mayReturn(actor, payment),
        remind:
          mayRemind(actor, payment) &&
          ['requested', 'confirmed', 'checked', 'approved', 'instructed', 'unknown', 'rejected'].includes(payment.state),
      },
      shut: {
        mismatch: more.match !== null && !clean && ((open('check') && mayCheck(actor, payment)) || releasable),
        secondPerson: open('approve') && actor.roles.includes('finance_approver') && earlier.includes(actor.personId),
      },
    };
  }
}
