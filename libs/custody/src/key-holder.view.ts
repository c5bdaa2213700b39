import type { Office } from '#sealing';

export const holderStates = ['active', 'lost', 'replaced'] as const;
export type HolderState = (typeof holderStates)[number];

/** A key and who keeps it for which unit. */
export interface KeyHolder {
  readonly id: string;
  readonly organizationId: string;
  readonly office: Office;
  readonly personId: string;
  readonly name: string;
  readonly unit: string;
  /** `age1…` */
  readonly recipient: string;
  readonly madeAt: Date;
  readonly state: HolderState;
  readonly endedAt: Date | null;
  readonly reason: string | null;
}

/** How a key holder leaves to the public: the unit and its key, nobody's name. */
export function keyHolderView({ id, office, unit, recipient, madeAt, state, endedAt }: KeyHolder): object {
  return { id, office, unit, recipient, since: madeAt, state, endedAt };
}
