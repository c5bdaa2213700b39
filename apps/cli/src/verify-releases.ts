import type { INestApplicationContext } from '@nestjs/common';
import { DisclosureQueries } from '#disclosure';

/** Every release against the schema and the chain, every record against the merge of its releases. */
export async function verifyReleases(app: INestApplicationContext): Promise<{ check: string; looked: number; faults: readonly string[] }> {
  const { releases, faults } = await app.get(DisclosureQueries).check();
  return { check: 'releases validate, chain and compile', looked: releases, faults };
}
