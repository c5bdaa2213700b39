import type { Fen } from '#kernel';

const dayMs = 86_400_000;

/**
 * Days a payment is late, begun days counted whole: due is 24:00 of the last day, so any time on the next day is one.
 * In the sandbox days are shorter by the same factor as every legal period.
 */
export function daysLate(dueAt: Date, paidOrNow: Date, acceleration: number): number {
  const over = (paidOrNow.getTime() - dueAt.getTime()) * acceleration;
  return over < 0 ? 0 : Math.floor(over / dayMs) + 1;
}

export interface Lateness {
  readonly dueAt: Date;
  readonly days: number;
  readonly interest: Fen;
}
