/** A target that can be counted: at least or at most a figure, in ten-thousandths. */
export interface Target {
  readonly direction: 'at-least' | 'at-most';
  readonly value: bigint;
}

/** Decimals are whole numbers of ten-thousandths. */
const scale = 4;

/** A decimal as people write it, in ten-thousandths; undefined when it is none: "96.5", "96.5%", "1,200 人次". */
export function decimalIn(text: string): bigint | undefined {
  const [, whole, part = ''] = /^\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,4}))?\s*[^\d\s.]{0,6}\s*$/.exec(text) ?? [];
  return whole === undefined ? undefined : fixed(whole, part);
}

const fixed = (whole: string, part: string): bigint => BigInt(whole.replaceAll(',', '') + part.padEnd(scale, '0'));

const figure = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,4}))?`;
const unit = String.raw`\s*[^\d\s,,。;;.≥≤<>]{0,6}?\s*`;

/** How targets are worded, the surest first: "不低于95%", "15分钟以内", "60 以上". */
const wordings: readonly (readonly [Target['direction'], RegExp])[] = [
  ['at-least', new RegExp(String.raw`(?:≥|>=|不低于|不少于|不小于|至少|达到|at least|no less than)\s*${figure}`, 'i')],
  ['at-most', new RegExp(String.raw`(?:≤|<=|不高于|不超过|不多于|不大于|至多|at most|no more than|within)\s*${figure}`, 'i')],
  ['at-most', new RegExp(`${figure}${unit}(?:以内|以下|之内|内)`)],
  ['at-least', new RegExp(`${figure}${unit}(?:以上|及以上)`)],
  ['at-least', new RegExp(String.raw`^\s*${figure}\s*[^\d\s]{0,6}\s*$`)],
];

/** The figure in a target, if there is exactly one way to read it. Text without one is scored by people. */
export function targetIn(text: string): Target | undefined {
  for (const [direction, wording] of wordings) {
    const [, whole, part = ''] = wording.exec(text) ?? [];
    if (whole !== undefined) return { direction, value: fixed(whole, part) };
  }
  return undefined;
}
