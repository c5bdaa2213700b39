import { type FieldFault, type Refusal, refuse } from '#kernel';
import type { Figure } from './milestone.entity.js';

/** Every indicator of the contract has its figure, and none is from elsewhere. */
export function figuresAreWhole(indicators: readonly { id: string }[], figures: readonly Figure[]): Refusal | undefined {
  const faults: FieldFault[] = indicators.flatMap(({ id }, place) =>
    figures.some((figure) => figure.indicatorId === id && figure.actual.trim() !== '')
      ? []
      : [{ field: `figures.${place}.actual`, code: 'report.figure-missing' }],
  );
  const known = new Set(indicators.map(({ id }) => id));
  const strange = figures.filter(({ indicatorId }) => !known.has(indicatorId)).length;
  const twice = figures.length - new Set(figures.map(({ indicatorId }) => indicatorId)).size;
  if (strange || twice) return refuse('invalid', 'report.figure-unknown', { count: strange + twice });
  return faults.length ? refuse('invalid', 'report.figures-missing', { count: faults.length }, faults) : undefined;
}

/** The people who may not accept: who wrote, signed or manages the contract (Procurement Law Art. 61). */
export function barredFromAccepting(contract: {
  managerPersonId: string;
  draftedBy: string;
  offeredBy: string | null;
  signatures: readonly { personId: string }[];
}): string[] {
  const people = [contract.managerPersonId, contract.draftedBy, contract.offeredBy, ...contract.signatures.map(({ personId }) => personId)];
  return [...new Set(people.filter((person): person is string => person !== null))];
}
