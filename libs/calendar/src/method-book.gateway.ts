import { type Method, methodCode, methodIn, type MethodRules } from './method.rules.js';
import { nation, type Rule } from './rule-book.rules.js';
import { rulesIn } from './rule-book-file.rules.js';
import { shippedData } from './shipped-data.gateway.js';

const known = {} as Record<Method, MethodRules>;
const codes: Method[] = [];

/** Every method of the rule books by its code: those that came with this version, then those an office imported. */
export const methodRules: Readonly<Record<Method, MethodRules>> = known;

/** The codes, in the order of the books. */
export const methods: readonly Method[] = codes;

/**
 * Takes in the methods of a book as a region has them: the nearest region first, then the newest. A method keeps its
 * shape once procedures run by it; a reform of one is a new code.
 */
export function takeMethods(rules: readonly Rule[], region: string): void {
  for (const rule of [...rules].sort(byWeight)) {
    const code = methodCode(rule);
    if (!code || !region.startsWith(placeOf(rule))) continue;
    known[code] = methodIn(rule);
    if (!codes.includes(code)) codes.push(code);
  }
}

const placeOf = ({ region }: Rule): string => (region === nation ? '' : region.replace(/(00){1,2}$/, ''));
const byWeight = (one: Rule, other: Rule): number => placeOf(one).length - placeOf(other).length || one.from.localeCompare(other.from);

takeMethods(shippedData().books.flatMap(rulesIn), nation);
