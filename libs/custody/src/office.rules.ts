import { type Refusal, refuse } from '#kernel';
import type { OrganizationKind } from '#organizations';
import { type Office, offices } from '#sealing';

/** The office a unit's key holder has; units of other kinds have none. */
const officeOfKind: Readonly<Partial<Record<OrganizationKind, Office>>> = {
  department: 'purchaser',
  finance: 'finance',
  supervisor: 'supervisor',
};
export const officeOf = (kind: OrganizationKind): Office | undefined => officeOfKind[kind];

/** How long a challenge waits for its answer. */
export const challengeMinutes = 15;

export function answeredInTime(madeAt: Date, at: Date): Refusal | undefined {
  const late = at.getTime() - madeAt.getTime() > challengeMinutes * 60_000;
  return late ? refuse('conflict', 'custody.challenge-over', { minutes: challengeMinutes }) : undefined;
}

/** One key holder as a notice names it. */
export interface NamedHolder {
  readonly office: Office;
  /** `age1…` */
  readonly recipient: string;
  /** Name of the unit. */
  readonly unit: string;
  readonly holderId: string;
}

/** The offices nobody keeps a key for. */
export const vacantOffices = (holders: readonly Pick<NamedHolder, 'office'>[]): Office[] =>
  offices.filter((office) => !holders.some((holder) => holder.office === office));

const said: Readonly<Record<Office, string>> = {
  purchaser: '采购单位 purchaser',
  finance: '财政部门 finance',
  supervisor: '监督部门 supervisor',
};

/** Refuses `custody.office-vacant`, which names the offices. */
export function allTaken(holders: readonly Pick<NamedHolder, 'office'>[]): Refusal | undefined {
  const vacant = vacantOffices(holders);
  return vacant.length === 0 ? undefined : refuse('conflict', 'custody.office-vacant', { offices: officesSaid(vacant) });
}

/** Offices in a sentence, readable in either language. */
export const officesSaid = (some: readonly Office[]): string => some.map((office) => said[office]).join('、');
