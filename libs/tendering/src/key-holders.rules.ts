import { refuse, type Refusal } from '#kernel';
import { type NamedHolder, officesSaid, vacantOffices } from '#custody';

/** Nothing is announced that nobody could open: refuses `notice.no-key-holders`, naming the vacant offices. */
export function everyOfficeTaken(holders: readonly NamedHolder[]): Refusal | undefined {
  const vacant = vacantOffices(holders);
  return vacant.length === 0 ? undefined : refuse('conflict', 'notice.no-key-holders', { offices: officesSaid(vacant) });
}

/** The three public keys by office. */
export const recipientsOf = (holders: readonly Pick<NamedHolder, 'office' | 'recipient'>[]): Readonly<Record<string, string>> =>
  Object.fromEntries(holders.map(({ office, recipient }) => [office, recipient]));
