/** How hard a passphrase is to guess, in words people act on. */
export type Strength = 'short' | 'weak' | 'fair' | 'strong';

const wanted = 12;

/** Counts what an attacker has to try: signs of each kind, without repetitions and runs. */
export function strengthOf(passphrase: string): Strength {
  const signs = [...passphrase];
  if (signs.length < wanted && !/\p{Script=Han}/u.test(passphrase)) return 'short';
  const telling = signs.filter((sign, at) => sign !== signs[at - 1] && !follows(signs[at - 1], sign)).length;
  const bits = telling * Math.log2(alphabetOf(passphrase));
  if (signs.length < 6 || new Set(signs).size < 5) return 'short';
  return bits < 50 ? 'weak' : bits < 75 ? 'fair' : 'strong';
}

const follows = (before: string | undefined, sign: string): boolean =>
  before !== undefined && Math.abs((sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) === 1;

function alphabetOf(text: string): number {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^A-Za-z0-9\p{Script=Han}]/u, 20],
    [/\p{Script=Han}/u, 1500],
  ];
  return Math.max(
    2,
    kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0),
  );
}

/** Twenty signs that are not mistaken for one another, in groups: about 99 bits. */
export function proposal(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn: string[] = [];
  while (drawn.length < 20)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < 248 && drawn.length < 20) drawn.push(signs[byte % signs.length]!);
  return drawn.join('').match(/.{4}/g)!.join('-');
}
