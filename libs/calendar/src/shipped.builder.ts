import { announcedYearIn, calendarOf } from './calendar-file.rules.js';
import { rulesIn } from './rule-book-file.rules.js';
import { bookOf, type Rule, ruleOn } from './rule-book.rules.js';
import { shippedData } from './shipped-data.gateway.js';

const shipped = shippedData();

/** The working days of 2025 and 2026 as announced. */
export const announced = calendarOf(shipped.calendars.flatMap((file) => announcedYearIn(file).days));

/** Every row of the shipped rule books. */
export const shippedRules: readonly Rule[] = shipped.books.flatMap((file) => rulesIn(file));

/** A rule of the shipped book as it holds in the spring of 2026. */
export function shippedRule(key: string, region = '321202', day = '2026-03-02'): Rule {
  return ruleOn(bookOf(shippedRules), key, day, region);
}
