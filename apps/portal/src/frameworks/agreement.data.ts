import { type Deadline, light } from '#calendar';
import { type AgreementLine, type OrderLine, publicEntrants, type WholeAgreement, type WholeEntrant } from '#frameworks';
import type { Act, Light, Said } from '../kit/index.js';
import { agreementColours, entrantColours, orderColours } from './frameworks.marks.js';

/** One line of a list. */
export const lineOf = (agreement: AgreementLine, href: string) => ({
  ...agreement,
  href,
  colour: agreementColours[agreement.state],
  facts: [
    { label: { key: 'frameworks.department' }, value: agreement.department },
    { label: { key: 'frameworks.kind' }, value: { key: `frameworks.kind.${agreement.kind}` } },
    { label: { key: 'frameworks.entrants' }, value: String(agreement.entrants) },
    { label: { key: 'frameworks.number' }, value: agreement.number },
  ],
});

/** Lots with the prices of those who may be chosen, in the order of the entry. */
export function lotsOf({ lots, entrants }: WholeAgreement) {
  return lots.map((lot) => ({
    ...lot,
    caption: { key: 'frameworks.lot.item', facts: { lot: lot.lot, name: lot.name, per: lot.per, unit: lot.unit } },
    id: `lot-${lot.lot}`,
    rows: publicEntrants(entrants)
      .flatMap((entrant) => entrant.prices.filter((price) => price.lot === lot.lot).map((price) => ({ ...price, ...rowOf(entrant) })))
      .filter(({ state }) => state === 'in' || state === 'named')
      .sort((one, other) => one.rank - other.rank),
  }));
}

const rowOf = ({ id, name, uscc, state, orders, feedback, rating }: WholeEntrant) => ({
  id,
  name,
  uscc,
  state,
  colour: entrantColours[state],
  orders,
  feedback,
  rating,
});

/** Those who are no longer in, with the reason. */
export const formerOf = ({ entrants }: WholeAgreement) =>
  entrants
    .filter(({ state, enteredAt }) => state === 'removed' || state === 'lapsed' || (state === 'left' && enteredAt !== null))
    .map((entrant) => ({ ...entrant, colour: entrantColours[entrant.state] }));

export function factsOf(agreement: WholeAgreement): { label: Said; value: Said; href?: string; at?: Date; second?: Said }[] {
  const { department, content, kind, ways, months, endsAt, filedUnder } = agreement;
  return [
    { label: { key: 'frameworks.department' }, value: department.name, href: `/organizations/${department.uscc}`, second: department.uscc },
    { label: { key: 'frameworks.kind' }, value: { key: `frameworks.kind.${kind}` } },
    { label: { key: 'frameworks.ways' }, value: { key: `frameworks.ways.${[...ways].sort().join('-')}` } },
    { label: { key: 'frameworks.term' }, value: { key: 'frameworks.months', facts: { months } } },
    ...(endsAt ? [{ label: { key: 'frameworks.endsAt' }, value: '', at: endsAt }] : []),
    { label: { key: 'frameworks.procedure' }, value: content.number, href: `/notices/${content.number}` },
    ...(filedUnder ? [{ label: { key: 'frameworks.filedUnder' }, value: filedUnder }] : []),
  ];
}

interface Moment {
  readonly at: Date | null;
  readonly text: Said;
  readonly act?: Act;
  readonly light?: Light;
  readonly planned?: boolean;
  readonly now?: boolean;
}

/** What was, and the clocks that run. */
export function timelineOf(agreement: WholeAgreement, deadlines: readonly Deadline[], now: Date): Moment[] {
  const { concludedAt, inForceAt, toldAt, filedAt, endedAt, summarizedAt } = agreement;
  const past: readonly (readonly [Date | null, string, Act?])[] = [
    [concludedAt, 'concluded', 'published'],
    [inForceAt, 'in_force', 'signed'],
    [toldAt, 'told'],
    [filedAt, 'filed'],
    [endedAt, 'ended'],
    [summarizedAt, 'summarized', 'published'],
  ];
  const running = deadlines.filter(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null);
  return [
    ...past.flatMap(([at, name, act]) => (at ? [{ at, text: { key: `frameworks.moment.${name}` }, act }] : [])),
    ...running.map((deadline) => ({
      at: deadline.dueAt,
      text: { key: `frameworks.clock.${deadline.key}` },
      light: light(deadline, now),
      planned: true,
    })),
  ];
}

/** One line of a list of orders. */
export const orderLineOf = (order: OrderLine, base: string | null) => ({
  ...order,
  href: base ? `${base}/${order.id}` : null,
  colour: orderColours[order.state],
  way: { key: `frameworks.way.${order.way}` },
  by: { key: `frameworks.chosenBy.${order.chosenBy}` },
});
