import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const frameworksRefusals: RefusalCatalogue = {};
