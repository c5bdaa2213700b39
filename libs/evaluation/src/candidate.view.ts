import type { Organization } from '#organizations';
import type { NoticeContent } from '#tendering';
import { silentCriteria } from './award.rules.js';
import type { Candidate } from './candidate.entity.js';
import { declaresInVain } from './enterprise.rules.js';
import type { CandidateLine, ReasonedPart } from './evaluation.view.js';
import type { SeatCell } from './outlier.rules.js';
import type { LowPriceWarning } from './price.rules.js';
import { contribution, mean } from './ranking.rules.js';
import { mostPoints, sameOffer } from './score.rules.js';

/** An offer as the buyer follows it; what the panel found only once it is `shown`. */
export function candidateLine(
  one: Candidate,
  {
    provider,
    warned,
    shown,
    cells,
    criteria,
  }: {
    readonly provider: Pick<Organization, 'name' | 'uscc'> | undefined;
    readonly warned: readonly LowPriceWarning[];
    readonly shown: boolean;
    readonly cells: readonly SeatCell[];
    readonly criteria: NoticeContent['criteria'];
  },
): CandidateLine {
  const { bidId, lot, providerId, price, firstPrice, enterprise, statement, deduction, passed, unmet, judgement, reason, lowPriceReason } =
    one;
  const own = cells.filter((cell) => sameOffer(cell, one));
  return {
    bidId,
    lot,
    providerId,
    name: provider?.name ?? '',
    price,
    firstPrice: firstPrice !== null && firstPrice !== price ? firstPrice : null,
    enterprise,
    statement,
    deduction,
    declaresInVain: declaresInVain({ enterprise: enterprise ?? 'none', statement }, provider?.uscc ?? ''),
    excluded: one.excluded,
    exclusion: one.exclusion,
    passed,
    unmet,
    judgement,
    total: shown ? one.total : null,
    rank: shown ? one.rank : null,
    drawn: shown && one.drawn,
    reason,
    parts: shown && one.rank !== null && own.length ? parts(one, own, criteria) : [],
    lowPrice: warned,
    lowPriceReason,
  };
}

function parts(one: Candidate, own: readonly SeatCell[], criteria: NoticeContent['criteria']): ReasonedPart[] {
  const silent = silentCriteria(criteria, own, one.reasons);
  return criteria.map((criterion) => {
    const cells = own.filter(({ criterionId }) => criterionId === criterion.id);
    const points =
      criterion.kind === 'price'
        ? contribution({ score: one.priceScore!, weight: criterion.weight })
        : mean(cells.map((cell) => cell.points));
    const reasons = [...cells.map(({ reason }) => reason), one.reasons[criterion.id] ?? ''].filter(Boolean);
    return { id: criterion.id, name: criterion.name, max: mostPoints(criterion), points, reasons, silent: silent.includes(criterion.id) };
  });
}
