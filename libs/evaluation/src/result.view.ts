import { toYuan } from '#kernel';
import type { AwardFields } from './award.view.js';
import type { Project } from './project.queries.js';
import { showPoints } from './score.rules.js';

/** One line of the ranking, public with the result. */
export interface ResultLine {
  readonly providerId: string;
  readonly name: string;
  readonly uscc: string;
  readonly rank: number;
  /** Hundredths. */
  readonly total: number;
  readonly drawn: boolean;
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

/** A result as everybody may read it: winner, price, order, and who judged (MOF Order 87 Art. 69). */
export interface PublicResult {
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly method: string;
  readonly department: string;
  /** The newest announcement; older ones below were withdrawn. */
  readonly award: AwardFields;
  readonly winner: { readonly name: string; readonly uscc: string };
  readonly ranking: readonly ResultLine[];
  readonly panel: readonly { readonly name: string; readonly kind: 'expert' | 'representative' }[];
  readonly withdrawn: readonly { readonly award: AwardFields; readonly winner: string; readonly withdrawnAt: Date | null }[];
}

type Known = (organizationId: string) => { readonly name: string; readonly uscc: string } | null;

export function resultView(
  project: Project,
  awards: readonly (AwardFields & { readonly withdrawnAt: Date | null })[],
  lines: readonly Omit<ResultLine, 'name' | 'uscc'>[],
  panel: PublicResult['panel'],
  known: Known,
): PublicResult {
  const party = (id: string): { name: string; uscc: string } => ({ name: known(id)?.name ?? '', uscc: known(id)?.uscc ?? '' });
  const [award, ...older] = awards;
  return {
    procedureId: project.id,
    number: project.number,
    title: project.title,
    method: project.method,
    department: party(project.departmentId).name,
    award: award!,
    winner: party(award!.providerId),
    ranking: lines.map((line) => ({ ...line, ...party(line.providerId) })),
    panel: panel.map(({ name, kind }) => ({ name, kind })),
    withdrawn: older.map((one) => ({ award: one, winner: party(one.providerId).name, withdrawnAt: one.withdrawnAt })),
  };
}

/** How a result leaves over the API. */
export function publicResultView({
  procedureId,
  number,
  title,
  method,
  department,
  award,
  winner,
  ranking,
  panel,
  withdrawn,
}: PublicResult) {
  return {
    procedureId,
    number,
    title,
    method,
    department,
    state: award.state,
    awardId: award.id,
    winner,
    price: toYuan(award.price),
    announcedAt: award.announcedAt,
    noticeEndsAt: award.noticeEndsAt,
    challengeEndsAt: award.challengeEndsAt,
    ranking: ranking.map(({ name, uscc, rank, total, drawn }) => ({ rank, name, uscc, total: showPoints(total), drawn })),
    panel,
    withdrawn: withdrawn.map((one) => ({
      awardId: one.award.id,
      winner: one.winner,
      announcedAt: one.award.announcedAt,
      withdrawnAt: one.withdrawnAt,
    })),
  };
}

/** How a line of the list leaves over the API. */
export function resultRowView({ award, number, title, method, department, winner }: ResultRow) {
  const { id, state, price, announcedAt, challengeEndsAt } = award;
  return { awardId: id, number, title, method, department, winner, price: toYuan(price), state, announcedAt, challengeEndsAt };
}
