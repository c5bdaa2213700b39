import { toYuan } from '#kernel';
import type { AwardFields } from './award.view.js';
import type { Project } from './project.queries.js';
import { showPoints } from './score.rules.js';
import { type RankedLine, type TieDraw, tieDraws } from './tie.rules.js';

/** One line of the ranking, public with the result. */
export interface ResultLine {
  readonly providerId: string;
  readonly name: string;
  readonly uscc: string;
  readonly rank: number;
  /** Hundredths; null where the lowest price alone decides. */
  readonly total: number | null;
  readonly drawn: boolean;
}

/** What became of one lot: its award and ranking, or why it failed; without either it is not announced yet. */
export interface LotResult {
  readonly lot: string;
  readonly name: string;
  /** The newest announcement; older ones below were withdrawn. */
  readonly award: AwardFields | null;
  readonly winner: { readonly name: string; readonly uscc: string } | null;
  readonly ranking: readonly ResultLine[];
  readonly withdrawn: readonly { readonly award: AwardFields; readonly winner: string; readonly withdrawnAt: Date | null }[];
  /** Why it failed, in the words everybody is told. */
  readonly failure: string | null;
  /** Every tie that a lot decided, to be drawn again by anybody. */
  readonly ties: readonly ResultTie[];
}

/** A draw among equals, with the names of those who were level, in its order. */
export interface ResultTie extends TieDraw {
  readonly names: readonly string[];
}

/** An announced result in a list. */
export interface ResultRow {
  readonly award: AwardFields;
  readonly number: string;
  readonly title: string;
  readonly method: string;
  readonly department: string;
  readonly winner: string;
}

/**
 * A result as everybody may read it, lot by lot: winner, price, order, and who judged (MOF Order 87 Art. 69). The fields
 * of the first announced lot stand here too: most procedures have only one.
 */
export interface PublicResult extends Pick<LotResult, 'ranking' | 'withdrawn' | 'ties'> {
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly method: string;
  readonly department: string;
  readonly award: AwardFields;
  readonly winner: { readonly name: string; readonly uscc: string };
  readonly panel: readonly { readonly name: string; readonly kind: 'expert' | 'representative' }[];
  readonly lots: readonly LotResult[];
}

type Known = (organizationId: string) => { readonly name: string; readonly uscc: string } | null;
export type StoredLine = Omit<ResultLine, 'name' | 'uscc'> &
  RankedLine & { readonly rank: number; readonly lot: string; readonly evaluationId: string; readonly tieSeed: string | null };
type StoredAward = AwardFields & { readonly withdrawnAt: Date | null; readonly evaluationId: string };

/** Null while no lot has been announced. */
export function resultView(
  project: Project,
  found: {
    readonly lots: readonly { readonly lot: string; readonly name: string; readonly failure: string | null }[];
    readonly awards: readonly StoredAward[];
    readonly lines: readonly StoredLine[];
    readonly panel: PublicResult['panel'];
    /** Equal totals were ordered by the compared price. */
    readonly byEvaluated: boolean;
  },
  known: Known,
): PublicResult | null {
  const lots = found.lots.map((lot) => lotResult(lot, found, known));
  const first = lots.find(({ award }) => award !== null);
  if (!first) return null;
  return {
    procedureId: project.id,
    number: project.number,
    title: project.title,
    method: project.method,
    department: party(known, project.departmentId).name,
    award: first.award!,
    winner: first.winner!,
    ranking: first.ranking,
    withdrawn: first.withdrawn,
    ties: first.ties,
    panel: found.panel.map(({ name, kind }) => ({ name, kind })),
    lots,
  };
}

function lotResult(
  { lot, name, failure }: { lot: string; name: string; failure: string | null },
  { awards, lines, byEvaluated }: { awards: readonly StoredAward[]; lines: readonly StoredLine[]; byEvaluated: boolean },
  known: Known,
): LotResult {
  const [award = null, ...older] = awards.filter((one) => one.lot === lot);
  const own = lines.filter((line) => line.lot === lot && line.evaluationId === award?.evaluationId);
  const nameOf = (bidId: string): string => party(known, own.find((one) => one.bidId === bidId)!.providerId).name;
  return {
    lot,
    name,
    award,
    winner: award && party(known, award.providerId),
    ranking: own.map(({ providerId, rank, total, drawn }) => ({ providerId, rank, total, drawn, ...party(known, providerId) })),
    withdrawn: older.map((one) => ({ award: one, winner: party(known, one.providerId).name, withdrawnAt: one.withdrawnAt })),
    failure,
    ties: tieDraws(own[0]?.tieSeed ?? null, own, byEvaluated).map((tie) => ({ ...tie, names: tie.order.map(nameOf) })),
  };
}

const party = (known: Known, id: string): { name: string; uscc: string } => ({ name: known(id)?.name ?? '', uscc: known(id)?.uscc ?? '' });

/** How a result leaves over the API. */
export function publicResultView(result: PublicResult) {
  const { procedureId, number, title, method, department, panel, lots } = result;
  return { procedureId, number, title, method, department, ...awardedView(result), panel, lots: lots.map(lotResultView) };
}

function lotResultView({ lot, name, award, winner, failure, ...rest }: LotResult) {
  const announced = award && winner ? awardedView({ award, winner, ...rest }) : null;
  return { lot, name, failure, ...announced };
}

function awardedView({
  award,
  winner,
  ranking,
  withdrawn,
  ties,
}: Pick<PublicResult, 'award' | 'winner' | 'ranking' | 'withdrawn' | 'ties'>) {
  return {
    state: award.state,
    awardId: award.id,
    winner,
    price: toYuan(award.price),
    announcedAt: award.announcedAt,
    noticeEndsAt: award.noticeEndsAt,
    challengeEndsAt: award.challengeEndsAt,
    ranking: ranking.map(({ name, uscc, rank, total, drawn }) => ({
      rank,
      name,
      uscc,
      total: total === null ? null : showPoints(total),
      drawn,
    })),
    withdrawn: withdrawn.map((one) => ({
      awardId: one.award.id,
      winner: one.winner,
      announcedAt: one.award.announcedAt,
      withdrawnAt: one.withdrawnAt,
    })),
    ties: ties.map(({ algorithm, seed, bids, order, names }) => ({ algorithm, seed, bids, order, names })),
  };
}

/** How a line of the list leaves over the API. */
export function resultRowView({ award, number, title, method, department, winner }: ResultRow) {
  const { id, state, price, announcedAt, challengeEndsAt } = award;
  return {
    awardId: id,
    lot: award.lot,
    number,
    title,
    method,
    department,
    winner,
    price: toYuan(price),
    state,
    announcedAt,
    challengeEndsAt,
  };
}
