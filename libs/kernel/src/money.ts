import { refuse, Refused } from './refusal.js';

/** An amount of the one currency, the yuan, in its smallest unit. Never a float, never a number. */
export type Fen = bigint;

/** Exact form of an amount of yuan as people and files write it: "850000.00", "850,000", "-0.5". */
const written = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?$/;

/** Fen from a written amount of yuan, or undefined when it is not one. */
export function parseYuan(text: string): Fen | undefined {
  const [, sign, whole, cents = ''] = written.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const fen = BigInt(whole.replaceAll(',', '')) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign ? -fen : fen;
}

/** Fen from a written amount; refuses `money.not-an-amount`. */
export function yuan(text: string): Fen {
  const fen = parseYuan(text);
  if (fen === undefined) throw new Refused(refuse('invalid', 'money.not-an-amount', { text }));
  return fen;
}

/** "850000.00": how amounts stand in JSON and files. */
export function toYuan(fen: Fen): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "¥850,000.00": how amounts stand on pages. */
export function showYuan(fen: Fen): string {
  const [whole = '', cents = ''] = toYuan(fen < 0n ? -fen : fen).split('.');
  return `${fen < 0n ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** A share of an amount in basis points (1/10,000), cut down to the fen. */
export function portion(fen: Fen, basisPoints: number): Fen {
  return (fen * BigInt(basisPoints)) / 10_000n;
}

/** Splits an amount by weights; each part is cut down to the fen and the last takes the remainder (rules T9). */
export function allot(fen: Fen, weights: readonly number[]): Fen[] {
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  const parts = weights.map((weight) => (fen * BigInt(weight)) / total);
  const rest = fen - parts.reduce((sum, part) => sum + part, 0n);
  return parts.map((part, place) => (place === parts.length - 1 ? part + rest : part));
}

const sum10 = '零壹贰叁肆伍陆柒捌玖';

/** 大写金额 for contracts and payment papers: "捌拾伍万元整". */
export function inWords(fen: Fen): string {
  if (fen === 0n) return '零元整';
  const whole = fen / 100n;
  const [jiao, fenDigit] = [Number((fen / 10n) % 10n), Number(fen % 10n)];
  const yuanPart = whole > 0n ? `${bigNumber(whole)}元` : '';
  if (jiao === 0 && fenDigit === 0) return `${yuanPart}整`;
  const cents = `${jiao ? `${sum10[jiao]}角` : whole > 0n ? '零' : ''}${fenDigit ? `${sum10[fenDigit]}分` : '整'}`;
  return yuanPart + cents;
}

function bigNumber(whole: bigint): string {
  const groups = ['', '万', '亿', '兆'];
  const parts: string[] = [];
  for (let rest = whole, place = 0; rest > 0n; rest /= 10_000n, place += 1) {
    const group = Number(rest % 10_000n);
    if (group) parts.unshift(`${group < 1000 && rest >= 10_000n ? '零' : ''}${fourDigits(group)}${groups[place]}`);
    else if (parts.length && !parts[0]?.startsWith('零')) parts[0] = `零${parts[0]}`;
  }
  return parts.join('');
}

function fourDigits(group: number): string {
  const units = ['', '拾', '佰', '仟'];
  return [...String(group)]
    .map((digit, place, all) => (digit === '0' ? '零' : `${sum10[Number(digit)]}${units[all.length - 1 - place]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}
