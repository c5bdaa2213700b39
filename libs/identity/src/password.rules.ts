import { refuse, type Refusal } from '#kernel';

/** Length is what makes a password strong; a rule about letters and signs makes people write it down (NIST SP 800-63B). */
export const shortestPassword = 12;
export const longestPassword = 200;

/** What everybody tries first. */
const banned = [
  'password',
  'qwerty',
  'asdfgh',
  'abc123',
  '123456',
  '654321',
  '111111',
  '000000',
  '888888',
  'admin',
  'qiyue',
  'woaini',
  '5201314',
  'iloveyou',
  'welcome',
];

/** Refuses `password.too-short`, `password.too-long`, `password.banned` or `password.like-login`, at the field named. */
export function goodPassword(password: string, login: string, field = 'password'): Refusal | undefined {
  const no = (code: string, facts: Readonly<Record<string, string | number>> = {}): Refusal =>
    refuse('invalid', code, facts, [{ field, code, facts }]);
  const length = [...password].length;
  if (length < shortestPassword) return no('password.too-short', { limit: shortestPassword, length });
  if (length > longestPassword) return no('password.too-long', { limit: longestPassword });
  const plain = password.toLowerCase();
  const word = banned.find((one) => plain.includes(one));
  if (word) return no('password.banned', { word });
  return plain.includes(login) ? no('password.like-login') : undefined;
}
