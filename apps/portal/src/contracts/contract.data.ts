import { type Deadline, light } from '#calendar';
import type { Signature, WholeContract } from '#contracts';
import { yuan } from '#kernel';
import type { Act, Light, Said } from '../kit/index.js';

/** The clauses of a contract as its pages show them. */
export function clausesOf({ content, instalments }: WholeContract) {
  return {
    ...content,
    price: yuan(content.price),
    tiers: [...content.evaluation.tiers].sort((one, other) => other.minScore - one.minScore),
    deviations: content.deviations.map((deviation) => ({
      ...deviation,
      part: { key: `contracts.part.${deviation.part}` },
      notice: shown(deviation.part, deviation.notice),
      offer: shown(deviation.part, deviation.offer),
      follows: { key: `contracts.follows.${deviation.follows}` },
    })),
    statements: content.termStatements.map((statement) => ({ key: `contracts.statement.${statement}` })),
    instalments,
  };
}

function shown(part: string, text: string): Said {
  if (part === 'commitment') return { key: `contracts.commitment.${text}` };
  return part === 'price' ? { key: 'contracts.amount', facts: { amount: yuan(text) } } : text;
}

/** The facts column. */
export function factsOf(contract: WholeContract): { label: Said; value: Said; href?: string; at?: Date; second?: Said }[] {
  const { content, endsAt } = contract;
  return [
    {
      label: { key: 'contracts.buyer' },
      value: content.buyer.name,
      href: `/organizations/${content.buyer.uscc}`,
      second: content.buyer.uscc,
    },
    {
      label: { key: 'contracts.provider' },
      value: content.provider.name,
      href: `/organizations/${content.provider.uscc}`,
      second: content.provider.uscc,
    },
    { label: { key: 'contracts.price' }, value: { key: 'contracts.amount', facts: { amount: contract.price } } },
    { label: { key: 'contracts.term' }, value: { key: 'contracts.months', facts: { months: content.months } } },
    ...(endsAt ? [{ label: { key: 'contracts.endsAt' }, value: '', at: endsAt }] : []),
    { label: { key: 'contracts.manager' }, value: content.manager.name },
    { label: { key: 'contracts.procedure' }, value: content.procedure.number, href: `/notices/${content.procedure.number}` },
    ...(contract.filedUnder ? [{ label: { key: 'contracts.filedUnder' }, value: contract.filedUnder }] : []),
  ];
}

export interface TimelineItem {
  readonly at: Date | null;
  readonly text: Said;
  readonly act?: Act;
  readonly light?: Light;
  readonly detail?: Said;
  readonly planned?: boolean;
}

/** What happened, with its seals, and the clocks that still run. */
export function timelineOf(contract: WholeContract, deadlines: readonly Deadline[], now: Date): TimelineItem[] {
  const done: TimelineItem[] = [
    { at: contract.offeredAt, text: { key: 'contracts.was.offered' } },
    ...contract.signatures.map((signature) => signed(signature, contract)),
    { at: contract.activeAt, text: { key: 'contracts.was.active' } },
    { at: contract.publishedAt, text: { key: 'contracts.was.published' }, act: 'published' },
    { at: contract.filedAt, text: { key: 'contracts.was.filed' } },
    { at: contract.endedAt, text: { key: `contracts.was.${contract.state}` }, detail: contract.endText ?? undefined },
  ];
  const happened = done.filter(({ at }) => at !== null).sort((one, other) => one.at!.getTime() - other.at!.getTime());
  const running = deadlines
    .filter(({ metAt, cancelledAt }) => !metAt && !cancelledAt)
    .map((deadline) => ({
      at: deadline.dueAt,
      text: { key: `contracts.clock.${deadline.key.split('.')[1]}` },
      light: light(deadline, now),
      planned: true,
    }));
  return [...happened, ...running];
}

function signed({ side, personName, at }: Signature, { content }: WholeContract): TimelineItem {
  const party = side === 'buyer' ? content.buyer.name : content.provider.name;
  return { at, text: { key: 'contracts.was.signed', facts: { party, person: personName } }, act: 'signed' };
}
