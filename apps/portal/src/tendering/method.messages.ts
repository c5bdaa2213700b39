import { methodRules, type Method } from '#tendering';

/** `<room>.method.<code>`, `<room>.methodHint.<code>` and `tendering.ground.<code>.<ground>`: words that methods bring along. */
export function methodWords(key: string): readonly [zh: string, en: string] | undefined {
  const [, what, code, ground] = key.split('.');
  const rules = methodRules[(code ?? '') as Method] as (typeof methodRules)[Method] | undefined;
  if (!rules) return undefined;
  const words = {
    method: rules.name,
    methodHint: rules.hint,
    ground: rules.grounds.find((each) => each.code === ground)?.name,
  }[what ?? ''];
  return words && [words.zh, words.en];
}
