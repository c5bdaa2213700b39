/** Past contracts that a text asks for: how many, and in which words. */
export interface AskedContracts {
  readonly count: number;
  readonly words: string;
}

const figure = '(\\d{1,3}|[一二两三四五六七八九十叁肆伍]{1,3})';
const unit = '\\s*(?:份|例|宗|次|项|个(?!\\s*(?:月|工作日|自然日|日|小时|季度|星期|周|年|人)))';
const alike = '(?:同类|类似|相关|相似)[^,，。;；\\n\\d]{0,8}?(?:项目|服务|经验|经历)';
const done = `(?:业绩|案例|${alike})`;
const least = '(?:不少于|不低于|不小于|至少|达到|≥|>=)';
const more = '(超过|多于|大于|>)';
const gap = '[^,，。;；\\n\\d]';

/** Number before the noun ("3个以上同类项目业绩"), after it ("业绩不少于3个"), and contracts with a comparison ("合同至少三份"). */
const patterns = [
  new RegExp(`${more}?\\s*${figure}${unit}(?:\\(含\\))?(?:及以上|或以上|以上)?${gap}{0,12}?(?:合同|${done})`, 'g'),
  new RegExp(`${done}${gap}{0,8}?(?:${least}|${more})?\\s*${figure}${unit}`, 'g'),
  new RegExp(`合同${gap}{0,8}?(?:${least}|${more})\\s*${figure}${unit}`, 'g'),
  new RegExp(`合同${gap}{0,4}?()${figure}${unit}(?:及以上|或以上|以上)`, 'g'),
];

/** The highest number of past contracts that a text asks for; count 0 when it asks for none (财库〔2021〕22号 Art. 18). */
export function pastContractsIn(text: string): AskedContracts {
  const plain = text.normalize('NFKC');
  return patterns
    .flatMap((pattern) => [...plain.matchAll(pattern)])
    .map(([words, beyond, count]) => ({ words, count: numberOf(count!) + (beyond ? 1 : 0) }))
    .reduce((highest, asked) => (asked.count > highest.count ? asked : highest), { count: 0, words: '' });
}

const digits: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** "3", "三", "十二", "二十". */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? 10 * (tens === '' ? 1 : (digits[tens!] ?? 0)) : 0;
  return ten + (digits[ones ?? ''] ?? 0);
}
