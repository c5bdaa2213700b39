import { Injectable } from '@nestjs/common';
import { type Actor, acts } from '#kernel';
import {
  type AgreementAct,
  AgreementSigning,
  agreementLifecycle,
  ApplyForEntry,
  EndAgreement,
  EntryService,
  FileAgreement,
  FundAgreement,
  frameworkPolicy,
  KeepingService,
  LeaveAgreement,
  mayApply,
  MembershipService,
  orderPolicy,
  OrderService,
  PlaceOrder,
  type WholeAgreement,
  type WholeEntrant,
} from '#frameworks';
import { methodRules } from '#calendar';
import { PlanQueries } from '#planning';
import { NoAnswers } from '../identity/no-answers.input.js';
import { type ActDoors, choices, field, type Field } from './act-form.js';

export type BuyAct = 'signature' | 'order' | 'telling' | 'filing' | 'summary' | 'fund' | 'termination';
export type OrgAct = 'signature' | 'application' | 'leaving';

const can = ({ state }: WholeAgreement, act: AgreementAct): boolean => acts(agreementLifecycle, state).includes(act);

/** What the organization is in the agreement now, if anything. */
export const ownEntrant = ({ entrants }: WholeAgreement, { organizationId }: Actor): WholeEntrant | undefined =>
  entrants.filter(({ providerId }) => providerId === organizationId).at(-1);

const signed = ({ signatures }: WholeAgreement, entrantId: string, side: 'buyer' | 'provider'): boolean =>
  signatures.some((one) => one.entrantId === entrantId && one.side === side);

/** Acts on a framework agreement, for either side's workspace. */
@Injectable()
export class AgreementActs {
  constructor(
    private readonly signing: AgreementSigning,
    private readonly keeping: KeepingService,
    private readonly entries: EntryService,
    private readonly members: MembershipService,
    private readonly orders: OrderService,
    private readonly plans: PlanQueries,
  ) {}

  readonly buy: ActDoors<BuyAct, WholeAgreement> = {
    signature: {
      input: NoAnswers,
      fresh: true,
      open: (actor, agreement) =>
        frameworkPolicy.signAsBuyer(actor, agreement) &&
        agreement.entrants.some(({ id, state }) => state === 'named' && !signed(agreement, id, 'buyer')),
      run: (actor, { id }) => this.signing.sign(actor, id),
    },
    telling: {
      input: NoAnswers,
      open: (actor, agreement) => can(agreement, 'tell') && agreement.toldAt === null && frameworkPolicy.keep(actor, agreement),
      run: (actor, { id }) => this.keeping.tell(actor, id),
    },
    filing: {
      input: FileAgreement,
      open: (actor, agreement) => can(agreement, 'file') && agreement.filedAt === null && frameworkPolicy.keep(actor, agreement),
      fields: () => [field('reference', 'text', { hinted: true })],
      run: (actor, { id }, input) => this.keeping.file(actor, id, input),
    },
    order: {
      input: PlaceOrder,
      open: (actor, agreement) =>
        can(agreement, 'order') && orderPolicy.place(actor, agreement) && agreement.entrants.some(({ state }) => state === 'in'),
      fields: (agreement) => orderFields(agreement),
      run: async (actor, { id }, input) => `/buy/orders/${await this.orders.place(actor, id, input)}?done=framework`,
    },
    summary: {
      input: NoAnswers,
      open: (actor, agreement) => can(agreement, 'summarize') && frameworkPolicy.keep(actor, agreement),
      run: (actor, { id }) => this.keeping.summarize(actor, id),
    },
    fund: {
      input: FundAgreement,
      grave: true,
      open: (actor, agreement) => can(agreement, 'fund') && frameworkPolicy.fund(actor, agreement),
      fields: (agreement) => this.fundFields(agreement),
      run: (actor, { id }, { planItemId }: FundAgreement) => this.entries.fund(actor, id, planItemId),
    },
    termination: {
      input: EndAgreement,
      grave: true,
      open: (actor, agreement) => can(agreement, 'terminate') && frameworkPolicy.end(actor, agreement),
      fields: () => [field('reason', 'area')],
      run: (actor, { id }, input) => this.keeping.terminate(actor, id, input),
    },
  };

  readonly org: ActDoors<OrgAct, WholeAgreement> = {
    signature: {
      input: NoAnswers,
      fresh: true,
      open: (actor, agreement) => {
        const own = ownEntrant(agreement, actor);
        return own?.state === 'named' && !signed(agreement, own.id, 'provider') && frameworkPolicy.signAsProvider(actor, own);
      },
      run: (actor, { id }) => this.signing.sign(actor, id),
    },
    application: {
      input: ApplyForEntry,
      open: (actor, agreement) =>
        agreement.kind === 'open' &&
        agreement.state === 'in_force' &&
        mayApply(actor) &&
        !['applied', 'approved', 'in', 'removed'].includes(ownEntrant(agreement, actor)?.state ?? ''),
      fields: () => [field('statement', 'area', { hinted: true })],
      run: async (actor, { id }, input) => void (await this.members.apply(actor, id, input)),
    },
    leaving: {
      input: LeaveAgreement,
      grave: true,
      open: (actor, agreement) => {
        const own = ownEntrant(agreement, actor);
        return (
          agreement.kind === 'open' &&
          own !== undefined &&
          ['applied', 'approved', 'in'].includes(own.state) &&
          frameworkPolicy.leave(actor, own)
        );
      },
      fields: () => [field('reason', 'area')],
      run: (actor, agreement, input) => this.members.leave(actor, ownEntrant(agreement, actor)!.id, input),
    },
  };

  private async fundFields({ departmentId }: WholeAgreement): Promise<Field[]> {
    const { items } = await this.plans.items({ departmentId, states: ['announced'], limit: 100 });
    const fit = items.filter(({ method }) => methodRules[method].framework);
    return [
      field('planItemId', 'select', {
        hinted: true,
        items: fit.map(({ id, number, title, amount }) => ({
          value: id,
          text: { key: 'frameworks.fund.item', facts: { number, title, amount } },
        })),
      }),
    ];
  }
}

function orderFields({ lots, entrants, ways, funds }: WholeAgreement): Field[] {
  const nameOfLot = (lot: string): string => lots.find((one) => one.lot === lot)?.name ?? lot;
  const chosen = entrants
    .filter(({ state }) => state === 'in')
    .map(({ id, name, prices }) => ({ value: id, text: `${name}（${prices.map(({ lot }) => nameOfLot(lot)).join('、')}）` }));
  return [
    field('lot', 'radios', {
      items: lots.map(({ lot, name, per, unit }) => ({
        value: lot,
        text: { key: 'frameworks.lot.item', facts: { lot, name, per, unit } },
      })),
    }),
    field('way', 'radios', {
      hinted: true,
      items: ways.map((way) => ({ value: way, text: { key: `frameworks.way.${way}` }, hint: { key: `frameworks.way.${way}.hint` } })),
    }),
    field('entrantId', 'select', { hinted: true, optional: true, items: chosen }),
    field('chosenBy', 'radios', { items: choices('frameworks.chosenBy', ['users', 'buyer']) }),
    field('chooser', 'text', { hinted: true }),
    field('reason', 'area', { hint: { key: 'frameworks.field.choice.hint' }, label: { key: 'frameworks.field.choice' } }),
    field('quantity', 'number'),
    field('months', 'number', { hinted: true }),
    field('quotesCloseAt', 'moment', { hinted: true, optional: true }),
    ...(funds.length > 1
      ? [
          field('planItemId', 'select', {
            hint: { key: 'frameworks.field.fund.hint' },
            optional: true,
            items: funds.map(({ planItemId, number, title, amount }) => ({
              value: planItemId,
              text: { key: 'frameworks.fund.item', facts: { number, title, amount: BigInt(amount) } },
            })),
          }),
        ]
      : []),
  ];
}
