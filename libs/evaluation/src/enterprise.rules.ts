import { refuse, type Refusal } from '#kernel';

/** What a bidder declares to be; `none` for those that are no enterprise or declare nothing. */
export const enterprises = ['none', 'large', 'medium', 'small', 'micro'] as const;
export type Enterprise = (typeof enterprises)[number];

/** What a bid says about its bidder. */
export interface Declared {
  readonly enterprise: Enterprise;
  /** The declaration for small and medium enterprises lies in the bid. */
  readonly statement: boolean;
}

/** The declaration that an opened bid makes: whoever names a size of its own makes the enterprises' declaration. */
export function declaredIn({ enterprise = 'none' }: { readonly enterprise?: Enterprise }): Declared {
  return { enterprise, statement: enterprise === 'medium' || enterprise === 'small' || enterprise === 'micro' };
}

/** Credit codes of social organizations begin so: they are no enterprises (worked example T15). */
const socialOrganizations = ['51', '52', '53'];
export const isSocialOrganization = (uscc: string): boolean => socialOrganizations.includes(uscc.slice(0, 2));

/**
 * Basis points that policy takes off the price for comparing: for small and micro enterprises alike, upon their
 * declaration alone (财库〔2020〕46号 Art. 9, 11; 财库〔2022〕19号). A social organization is no enterprise: its declaration
 * is noted and changes nothing.
 */
export function deductionOf({ enterprise, statement }: Declared, uscc: string, percent: number): number {
  const small = enterprise === 'small' || enterprise === 'micro';
  return small && statement && !isSocialOrganization(uscc) ? Math.round(percent * 100) : 0;
}

/** A social organization that hands in the enterprises' declaration is told that it has no effect. */
export const declaresInVain = ({ statement }: Declared, uscc: string): boolean => statement && isSocialOrganization(uscc);

/** Counts as one for which a procedure was reserved: any small or medium enterprise with its declaration. */
export const isReservedFor = ({ enterprise, statement }: Declared, uscc: string): boolean =>
  ['medium', 'small', 'micro'].includes(enterprise) && statement && !isSocialOrganization(uscc);

/** A reserved procedure is open to small and medium enterprises with their declaration only (财库〔2020〕46号 Art. 6, 11). */
export function forSmallOnly(declared: Declared, uscc: string): Refusal | undefined {
  const code = 'qualification.reserved';
  return isReservedFor(declared, uscc) ? undefined : refuse('invalid', code, {}, [{ field: 'passed', code }]);
}
