import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room: imports of calendars and rule books. */
export const calendarRefusals: RefusalCatalogue = {
  'calendar.not-a-calendar': {
    zh: '文件的第 {place} 天读不懂。每一天要有名称 name、日期 date（如 2027-01-01）和 isOffDay（true 或 false），并写明年份 year。',
    en: 'Day {place} of the file could not be read. Each day has a name, a date like 2027-01-01 and isOffDay (true or false); the file names its year.',
  },
  'calendar.not-announced': {
    zh: '文件里没有 {year} 年的放假安排。等国务院办公厅公布后再导入；在此之前按周一至周五暂计。',
    en: 'The file holds no arrangement for {year}. Import it once it is announced; until then Monday to Friday count provisionally.',
  },
  'calendar.no-paper': {
    zh: '文件没有写明 {year} 年放假安排的通知。在 papers 中填写通知的网址。',
    en: 'The file does not name the notice behind the arrangement for {year}. Put its address in papers.',
  },
  'calendar.day-twice': {
    zh: '{day} 在文件里出现了两次。留下对的一行再导入。',
    en: '{day} appears twice in the file. Keep the right line and import again.',
  },
  'calendar.day-elsewhere': {
    zh: '{day} 不属于 {year} 年的安排。把这一天放进它那一年的文件。',
    en: '{day} does not belong to the arrangement for {year}. Move it to the file of its year.',
  },
  'rule-book.not-a-book': {
    zh: '文件里没有规则。规则放在 rules 列表中，每条一行。',
    en: 'The file holds no rules. Put them in the list called rules, one line each.',
  },
  'rule-book.row': {
    zh: '第 {place} 条规则的 {field} 读不懂。对照说明更正后再导入。',
    en: 'The {field} of rule {place} could not be read. Correct it as the guide shows and import again.',
  },
  'rule-book.method': {
    zh: '采购方式 {key} 的 {field} 读不懂。对照说明更正后再导入。',
    en: 'The {field} of the method {key} could not be read. Correct it as the guide shows and import again.',
  },
  'rule-book.method-known': {
    zh: '采购方式 {key} 已经有一条，正在进行的项目按它办理，不能再加一条。改革后的采购方式要用新的代码。',
    en: 'The method {key} has its row, and procedures run by it; there is no second one. Give a reformed method a code of its own.',
  },
  'rule-book.figure-missing': {
    zh: '采购方式 {key} 引用的数值 {figure} 自它的起始日起没有规定。把这条数值写进同一个文件再导入。',
    en: 'The method {key} names the figure {figure}, which no rule gives from its first day. Add the figure to the file and import again.',
  },
  'rule-book.row-twice': {
    zh: '规则 {key} 自 {from} 起写了两次。留下对的一条再导入。',
    en: 'Rule {key} from {from} is written twice. Keep the right one and import again.',
  },
  'rule-book.in-force': {
    zh: '规则 {key} 自 {from} 起已按 {value} 执行，不能改写。把新数值写成新的一条，填写新的起始日期。',
    en: 'Rule {key} has been in force with {value} since {from} and is not rewritten. Add the new figure as a new row with its own first day.',
  },
  'rule-book.ends-in-past': {
    zh: '规则 {key} 的截止日 {to} 已经过去，正在进行的项目还在用它。把截止日改为今天或以后。',
    en: 'The last day {to} of rule {key} has passed while procedures still rely on it. Choose today or a later day.',
  },
};
