import { type Case, racing } from './case.queries.js';
import { lastPricesIn } from './last-round.rules.js';
import { type LowPriceWarning, lowPriceWarnings } from './price.rules.js';
import type { Projects } from './project.queries.js';
import { offerKey } from './score.rules.js';

/** Prices among the offers of each lot that look too low to be kept, by offer; none while last prices are to come. */
export function lowPricesOf(file: Case, projects: Projects): Map<string, LowPriceWarning[]> {
  if (lastPricesIn(file.evaluation, projects.finalOffers(file.project))) return new Map();
  return new Map(
    file.lots.flatMap(({ lot, maxPrice }) =>
      [...lowPriceWarnings(racing(file, lot), projects.lowPrice(file.project, maxPrice))].map(
        ([bidId, warnings]): [string, LowPriceWarning[]] => [offerKey({ bidId, lot }), warnings],
      ),
    ),
  );
}
