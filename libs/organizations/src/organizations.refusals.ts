import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const organizationsRefusals: RefusalCatalogue = {
  'uscc.length': {
    zh: '统一社会信用代码是 18 位，填了 {length} 位。',
    en: 'A unified social credit code has 18 characters; this has {length}.',
  },
  'uscc.character': {
    zh: '统一社会信用代码第 {place} 位“{character}”不对：只用数字和大写字母，不用 I、O、S、V、Z。',
    en: 'Character {place} of the credit code, "{character}", cannot be right: only digits and letters other than I, O, S, V and Z occur.',
  },
  'uscc.organization-check': {
    zh: '校验位对不上：第 17 位（组织机构代码的校验位）应是 {expected}，填的是 {found}。前面有一位抄错了，或者就是这一位。',
    en: 'The check digit does not fit: character 17 (check digit of the organization code) should be {expected} but is {found}. One of the characters before it, or it itself, was copied wrongly.',
  },
  'uscc.check-digit': {
    zh: '校验位对不上：第 18 位应是 {expected}，填的是 {found}。前面有一位抄错了，或者就是这一位。',
    en: 'The check digit does not fit: character 18 should be {expected} but is {found}. One of the characters before it, or it itself, was copied wrongly.',
  },
  'organization.known': {
    zh: '登记册里已有统一社会信用代码为 {uscc} 的机构。',
    en: 'The register already holds an organisation with the credit code {uscc}.',
  },
  'organization.class-one': {
    zh: '公益一类事业单位既不能购买服务，也不能承接服务（102号令第8条）。',
    en: 'A class-one public welfare unit can be neither buyer nor provider (Order 102, Art. 8).',
  },
  'organization.not-a-provider': {
    zh: '代码以 {prefix} 开头的机关、群团等单位由财政部门导入，不能自行登记为承接主体。',
    en: 'Government bodies (codes that begin with {prefix}) are entered by the finance bureau and cannot register as providers.',
  },
  'organization.decided-later': {
    zh: '决定日期 {day} 在今天之后。按公布的日期填写。',
    en: 'The decision is dated {day}, after today. Enter the date that was published.',
  },
  'import.not-readable': {
    zh: '这个文件不能按 CSV 读取：第 {row} 行格式有误。另存为 UTF-8 编码的 CSV 再试。',
    en: 'The file could not be read as CSV: row {row} is malformed. Save it as UTF-8 CSV and try again.',
  },
  'import.not-utf8': {
    zh: '文件不是 UTF-8 编码。另存为“CSV UTF-8”再试。',
    en: 'The file is not UTF-8. Save it as "CSV UTF-8" and try again.',
  },
  'import.no-rows': { zh: '文件里没有数据行。', en: 'The file has no rows.' },
  'import.too-many-rows': {
    zh: '一次最多 {limit} 行，文件有 {rows} 行。分成几个文件导入。',
    en: 'A file may have at most {limit} rows; this has {rows}. Split it.',
  },
  'import.column-missing': { zh: '缺少“{column}”一列。', en: 'The column "{column}" is missing.' },
  'import.column-unknown': {
    zh: '不认识“{column}”这一列。',
    en: 'There is no column "{column}" in this kind of file.',
  },
  'import.empty': { zh: '“{column}”没有填。', en: '"{column}" is empty.' },
  'import.yes-no': {
    zh: '“{column}”填“是”或“否”，文件里是“{found}”。',
    en: '"{column}" must be "是" or "否"; the file says "{found}".',
  },
  'import.region': {
    zh: '行政区划是 6 位数字(GB/T 2260)，文件里是“{found}”。',
    en: 'A region is six digits (GB/T 2260); the file says "{found}".',
  },
  'import.classification': { zh: '不认识类型“{found}”。', en: 'The classification "{found}" is not known.' },
  'import.duty': {
    zh: '“职责”填 采购、财政 或 监督，文件里是“{found}”。',
    en: 'The duty must be "采购", "财政" or "监督"; the file says "{found}".',
  },
  'import.grade': {
    zh: '评估等级是 1A 到 5A，文件里是“{found}”。',
    en: 'A grade is 1A to 5A; the file says "{found}".',
  },
  'import.date': {
    zh: '日期按 2029-12-31 的样式填写，文件里是“{found}”。',
    en: 'Write a date like 2029-12-31; the file says "{found}".',
  },
  'import.grade-and-date': {
    zh: '评估等级和等级有效期要么都填，要么都不填。',
    en: 'A grade and the end of its validity go together.',
  },
  'import.twice': {
    zh: '与第 {row} 行的统一社会信用代码相同。',
    en: 'The same credit code stands in row {row}.',
  },
  'import.kind-changed': {
    zh: '登记册里这个机构是另一类（{kind}），不能用这个文件改。',
    en: 'In the register this organisation is of another kind ({kind}); this file cannot change that.',
  },
  'import.faults': {
    zh: '{count} 处有误，什么都没有导入。改好文件后整份再导。',
    en: '{count} faults, nothing was imported. Correct the file and import the whole again.',
  },
};
