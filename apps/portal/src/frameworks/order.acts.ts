import { Injectable } from '@nestjs/common';
import { acts } from '#kernel';
import {
  approvesAsSecond,
  ContractOfOrder,
  EvidenceService,
  GiveFeedback,
  GiveQuote,
  type OrderAct,
  OrderContracts,
  orderLifecycle,
  orderPolicy,
  OrderService,
  RecordEvidence,
  TakingService,
  type WholeOrder,
  WithReason,
} from '#frameworks';
import { PeopleQueries } from '#identity';
import { NoAnswers } from '../identity/no-answers.input.js';
import { type ActDoors, choices, field } from './act-form.js';

export type BuyOrderAct = 'approval' | 'decision' | 'announcement' | 'contract' | 'feedback' | 'skip' | 'cancellation';
export type OrgOrderAct = 'acceptance' | 'quote' | 'evidence' | 'declining';

/** An order with what its page adds: the clock of the server, for closings. */
export interface OrderHere extends WholeOrder {
  readonly now: Date;
}

const can = ({ state }: OrderHere, act: OrderAct): boolean => acts(orderLifecycle, state).includes(act);
const bound = ({ state }: OrderHere): boolean => state === 'contracted' || state === 'completed';
const delivered = ({ evidence }: OrderHere): number => evidence.reduce((sum, { quantity }) => sum + quantity, 0);

/** Acts on an order, for either side's workspace. */
@Injectable()
export class OrderActs {
  constructor(
    private readonly orders: OrderService,
    private readonly taking: TakingService,
    private readonly contracts: OrderContracts,
    private readonly evidence: EvidenceService,
    private readonly people: PeopleQueries,
  ) {}

  readonly buy: ActDoors<BuyOrderAct, OrderHere> = {
    approval: {
      input: NoAnswers,
      fresh: true,
      open: (actor, order) =>
        (can(order, 'approve') || can(order, 'invite')) && orderPolicy.approve(actor, order) && approvesAsSecond(actor, order),
      run: (actor, { id }) => this.orders.approve(actor, id),
    },
    decision: {
      input: NoAnswers,
      open: (actor, order) => can(order, 'decide') && order.now >= order.quotesCloseAt! && orderPolicy.decide(actor, order),
      run: (actor, { id }) => this.taking.decide(actor, id),
    },
    announcement: {
      input: NoAnswers,
      open: (actor, order) => can(order, 'announce') && order.announcedAt === null && orderPolicy.announce(actor, order),
      run: (actor, { id }) => this.orders.announce(actor, id),
    },
    contract: {
      input: ContractOfOrder,
      open: (actor, order) =>
        can(order, 'contract') && order.announcedAt !== null && order.contractId === null && orderPolicy.contract(actor, order),
      fields: async (_order, actor) => {
        const colleagues = await this.people.withRole('handler', actor.organizationId);
        return [
          field('managerPersonId', 'radios', {
            hinted: true,
            items: colleagues.map(({ personId, name }) => ({ value: personId, text: name })),
          }),
        ];
      },
      run: async (actor, { id }, { managerPersonId }: ContractOfOrder) => {
        const colleagues = await this.people.withRole('handler', actor.organizationId);
        return `/buy/contracts/${await this.contracts.draft(actor, id, managerPersonId, colleagues)}?done=contract-drafted`;
      },
    },
    feedback: {
      input: GiveFeedback,
      open: (actor, order) => bound(order) && orderPolicy.feedback(actor, order),
      fields: () => [
        field('source', 'radios', { items: choices('frameworks.source', ['user', 'buyer']) }),
        field('rating', 'radios', { items: choices('frameworks.rating', ['5', '4', '3', '2', '1']) }),
        field('words', 'area', { hinted: true }),
      ],
      run: async (actor, { id }, input) => void (await this.evidence.feedback(actor, id, input)),
    },
    skip: {
      input: WithReason,
      grave: true,
      open: (actor, order) => can(order, 'skip') && order.way === 'rotation' && orderPolicy.skip(actor, order),
      fields: () => [field('reason', 'area')],
      run: (actor, { id }, input) => this.orders.skip(actor, id, input),
    },
    cancellation: {
      input: WithReason,
      grave: true,
      open: (actor, order) => can(order, 'cancel') && order.contractId === null && orderPolicy.cancel(actor, order),
      fields: () => [field('reason', 'area')],
      run: (actor, { id }, input) => this.orders.cancel(actor, id, input),
    },
  };

  readonly org: ActDoors<OrgOrderAct, OrderHere> = {
    acceptance: {
      input: NoAnswers,
      fresh: true,
      open: (actor, order) => can(order, 'accept') && orderPolicy.take(actor, { providerId: order.providerId ?? '' }),
      run: (actor, { id }) => this.taking.accept(actor, id),
    },
    quote: {
      input: GiveQuote,
      open: (actor, order) =>
        can(order, 'quote') && order.now < order.quotesCloseAt! && orderPolicy.quote(actor, { providerId: actor.organizationId }),
      fields: ({ per, unit }) => [field('price', 'amount', { hint: { key: 'frameworks.field.price.hint', facts: { per, unit } } })],
      run: (actor, { id }, input) => this.taking.quote(actor, id, input),
    },
    evidence: {
      input: RecordEvidence,
      open: (actor, order) =>
        bound(order) && delivered(order) < order.quantity && orderPolicy.record(actor, { providerId: order.providerId ?? '' }),
      fields: () => [field('day', 'date'), field('quantity', 'number'), field('note', 'area', { hinted: true })],
      run: async (actor, { id }, input) => void (await this.evidence.record(actor, id, input)),
    },
    declining: {
      input: WithReason,
      grave: true,
      open: (actor, order) => can(order, 'decline') && orderPolicy.take(actor, { providerId: order.providerId ?? '' }),
      fields: () => [field('reason', 'area')],
      run: (actor, { id }, input) => this.taking.decline(actor, id, input),
    },
  };
}
