import { has, type Policy } from '#kernel';

/** Operators bring in what the State Council, the ministry and the region publish; nobody types a date by hand. */
export const mayImport: Policy<null> = (actor) => has(actor, 'operator');
