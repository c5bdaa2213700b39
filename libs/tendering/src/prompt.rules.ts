import type { DraftContent } from './content.view.js';
import type { Task } from './task.rules.js';

/** Words that often go with unequal treatment. They do not forbid anything: they ask for a written reason. */
export interface Prompt {
  readonly key: string;
  readonly pattern: RegExp;
  readonly law: string;
}

const fairness = (item: number): string => `《政府采购法实施条例》第20条第${item}项`;

export const prompts: readonly Prompt[] = [
  {
    key: 'local',
    pattern:
      /(?:本地|本市|本区|本县|当地|海陵区?)(?:内|区域内)?(?:注册|登记|设立|分支|业绩|户籍)|在(?:本市|本区|本县|当地|本地).{0,4}(?:注册|登记|设立)|分支机构/,
    law: fairness(7),
  },
  {
    key: 'age',
    pattern:
      /(?:成立|注册|登记|从业)(?:时间)?(?:须|应|需)?(?:满|不少于|不低于|超过|达到)?\s*[\d一二两三四五六七八九十]+\s*(?:个?年|周年)|成立年限/,
    law: '财综〔2016〕54号',
  },
  { key: 'capital', pattern: /注册资[本金]|开办资金|资产(?:总额|规模)|净资产/, law: '财政部令第87号第17条' },
  { key: 'turnover', pattern: /营业额|营业收入|年收入|利润|纳税额|经营规模/, law: '财政部令第87号第17条' },
  {
    key: 'headcount',
    pattern: /(?:从业人员|员工|职工)(?:总数|人数)?.{0,4}(?:不少于|不低于|以上|\d)/,
    law: '财政部令第87号第17条',
  },
  {
    key: 'award',
    pattern: /(?:国家|省|市|区|县|街道)级?.{0,4}(?:奖项|荣誉|称号|表彰)|行业(?:奖项|荣誉)|获得.{0,8}(?:奖|荣誉|称号|表彰)/,
    law: fairness(4),
  },
  {
    key: 'grade',
    pattern: /评估等级|[1-5]A(?:级|及以上|以上)|AAA|等级.{0,4}(?:以上|优先)/i,
    law: fairness(7),
  },
  { key: 'credit', pattern: /信用(?:等级|评级)|守合同重信用|守重/, law: '财政部令第87号第17条' },
  {
    key: 'form',
    pattern: /(?:仅限|只限|限于|必须为|须为).{0,8}(?:社会组织|社会团体|社会服务机构|民办非企业|基金会|国有|国企|企业)|所有制/,
    law: fairness(7),
  },
  { key: 'pool', pattern: /备选库|名录库|资格库|供应商库|入库/, law: '财库〔2019〕38号' },
  { key: 'brand', pattern: /指定(?:品牌|供应商|专利|单位)|原厂授权|唯一授权/, law: fairness(6) },
  {
    key: 'premises',
    pattern: /办公(?:场所|面积|场地|用房).{0,8}(?:平方|㎡|不少于|自有)|服务网点/,
    law: fairness(2),
  },
  {
    key: 'contract_amount',
    pattern: /(?:业绩|合同)(?:金额|额).{0,4}(?:不低于|不少于|超过|达到|以上)/,
    law: fairness(4),
  },
  {
    key: 'past_contracts',
    pattern: /(?:[3-9]|\d\d|[三四五六七八九十])\s*(?:份|个|项).{0,8}(?:业绩|合同)/,
    law: '财库〔2021〕22号第18条',
  },
];

/** A place where a prompt's words were found. `finding` names it, so that a reason can be kept for it. */
export interface PromptHit {
  readonly finding: string;
  readonly prompt: string;
  readonly task: Task;
  readonly words: string;
  readonly law: string;
}

/** All hits in what decides who can take part and who wins. */
export function promptHits(content: Pick<DraftContent, 'eligibility' | 'criteria' | 'service'>): PromptHit[] {
  const places: { task: Task; id: string; text: string }[] = [
    {
      task: 'service',
      id: 'description',
      text: `${content.service.description}\n${content.service.quality}`,
    },
    ...content.eligibility.map(({ id, text }) => ({ task: 'eligibility' as const, id, text })),
    ...content.criteria.map(({ id, name, yardstick }) => ({
      task: 'criteria' as const,
      id,
      text: `${name}\n${yardstick}`,
    })),
  ];
  return places.flatMap(({ task, id, text }) =>
    prompts.flatMap(({ key, pattern, law }) => {
      const [words] = pattern.exec(text) ?? [];
      return words === undefined ? [] : [{ finding: `prompt.${key}.${task}.${id}`, prompt: key, task, words, law }];
    }),
  );
}
