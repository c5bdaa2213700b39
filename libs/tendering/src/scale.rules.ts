/** How a yardstick gives points: by figures that can be counted, by bands of quality, or not said at all. */
export type Scale = 'figures' | 'bands' | 'none';

const number = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百]+)';
const points = new RegExp(`${number}\\s*分(?!钟|之)|满分|零分|不得分|不给分|分值的\\s*\\d+(?:\\.\\d+)?\\s*%|扣完`, 'g');

/** So much for each one, more or less: "每缺一项扣20%". */
const each = /每[^。;；\n]{1,30}?(?:得|加|扣|减|计)[^。;；\n]{0,12}?(?:分|%|比例)/;
/** "=", "×", "按比例". */
const formula = /=[^。;；\n]*[×*/÷]|[×÷]|[按成依][^。;；\n]{0,6}比例/;
/** A number with its unit, or a rate with its limit. */
const counted = new RegExp(
  `${number}\\s*(?:名|人|个|份|项|次|年|天|日|小时|分钟|户|场|节|课时|学时|平方米|㎡|台|辆|万元|元|家|例|件|处|张)` +
    `|(?:率|比例|占比|低于|高于|少于|达到|超过)[^。;；\\n\\d]{0,8}\\d+(?:\\.\\d+)?\\s*%`,
);

/** Does a yardstick say in figures how points are given (财库〔2021〕22号 Art. 21)? Words such as "统一" or "一般" are no figures. */
export function scaleOf(yardstick: string): Scale {
  const text = yardstick.normalize('NFKC');
  const levels = [...text.matchAll(points)].map(([found]) => found);
  if (each.test(text) || formula.test(text) || (levels.length > 0 && counted.test(text))) return 'figures';
  return new Set(levels).size > 1 ? 'bands' : 'none';
}
