import { type Case, racing } from './case.queries.js';
import { type LowPriceWarning, lowPriceWarnings } from './price.rules.js';
import type { Projects } from './project.queries.js';
import { offerKey } from './score.rules.js';

/** Prices among the offers of each lot that look too low to be kept, by offer. */
export function lowPricesOf(file: Case, projects: Projects): Map<string, LowPriceWarning[]> {
  return new Map(
    file.lots.flatMap(({ lot, maxPrice }) =>
      [...lowPriceWarnings(racing(file, lot), projects.lowPrice(file.project, maxPrice))].map(
        ([bidId, warnings]): [string, LowPriceWarning[]] => [offerKey({ bidId, lot }), warnings],
      ),
    ),
  );
}
