import type { RefusalCatalogue } from '#kernel';

/** This room refuses nothing of its own: it only reads, and what is not public is absent. */
export const disclosureRefusals: RefusalCatalogue = {};
