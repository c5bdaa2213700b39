import type { LitDeadline } from '#supervision';
import { hasMessage, type Said } from '../kit/index.js';

/** The name of a rule, or its key where nobody has named it yet. */
export const ruleName = (key: string): Said => (hasMessage(`supervision.rule.${key}`) ? { key: `supervision.rule.${key}` } : key);
export const stageName = (stage: string): Said =>
  hasMessage(`supervision.stage.${stage}`) ? { key: `supervision.stage.${stage}` } : stage;
export const actName = (type: string): Said => (hasMessage(`supervision.did.${type}`) ? { key: `supervision.did.${type}` } : type);

/** A clock with its "why this light": rule, article, start, due, met. */
export const clockRow = ({ key, light, startsAt, dueAt, metAt, why }: LitDeadline) => ({
  key,
  name: ruleName(key),
  light,
  startsAt,
  dueAt,
  metAt,
  citation: why.rule?.citation ?? null,
  value: why.rule ? { key: `supervision.unit.${why.rule.unit}`, facts: { value: why.rule.value } } : null,
});

const shownFacts = ['number', 'amount', 'price', 'payable', 'score', 'reason', 'version', 'no', 'count'];
const fen = ['amount', 'price', 'payable'];

/** Facts of an entry as name and value, for reading: ids and digests stay in the API. */
export function factRows(facts: Readonly<Record<string, unknown>>): { label: Said; value: Said }[] {
  return shownFacts.flatMap((name) => {
    const value = facts[name];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    const amount = fen.includes(name) && /^\d+$/.test(String(value));
    return [
      {
        label: { key: `supervision.fact.${name}` },
        value: amount ? { key: 'supervision.yuan', facts: { amount: BigInt(value) } } : String(value),
      },
    ];
  });
}
