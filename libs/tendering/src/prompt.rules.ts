import type { DraftContent } from './content.view.js';
import { pastContractsIn } from './past-contracts.rules.js';
import type { Task } from './task.rules.js';

/** Words that often go with unequal treatment. They do not forbid anything: they ask for a written reason. */
export interface Prompt {
  readonly key: string;
  readonly pattern: { exec(text: string): readonly string[] | null };
  readonly law: string;
}

const fairness = (item: number): string => `《政府采购法实施条例》第20条第${item}项`;

export const prompts: readonly Prompt[] = [
  {
    key: 'local',
    pattern:
      /(?:本地|本市|本区|本县|当地|[一-龥]{2,4}(?:省|市|县|(?<![社小园片])区))(?:内|区域内)?(?:注册|登记|设立|分支|业绩|户籍)|在(?:本市|本区|本县|当地|本地).{0,4}(?:注册|登记|设立)|分支机构/,
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
    pattern: /国家级?.{0,4}(?:奖项|荣誉|称号|表彰)|获得.{0,8}(?:奖|荣誉|称号|表彰)/,
    law: fairness(4),
  },
  {
    key: 'grade',
    pattern: /评估等级|[1-5]A(?:级|及以上|以上)|等级.{0,4}(?:以上|优先)/i,
    law: fairness(7),
  },
  {
    key: 'region_award',
    pattern: /(?:省|市|区|县|街道)(?:级)?(?:以上)?.{0,6}(?:奖|荣誉|称号|表彰)|本(?:省|市|区|县).{0,8}(?:业绩|奖)/,
    law: fairness(4),
  },
  { key: 'industry_award', pattern: /(?:行业|系统|协会|学会).{0,4}(?:奖|荣誉|业绩)|(?:本|同)行业.{0,6}(?:排名|评优)/, law: fairness(4) },
  { key: 'scope', pattern: /(?:经营|业务|营业)范围.{0,6}(?:包含|含有|须有|注明|必须|中有)/, law: fairness(2) },
  { key: 'shareholder', pattern: /股权结构|股东|持股|外资|境外(?:机构|组织)|国籍|控股/, law: fairness(7) },
  {
    key: 'pointing',
    pattern: /(?:原|现)(?:服务|承接|中标)(?:单位|机构|供应商)|(?:曾|已)(?:经)?(?:为|承接)(?:本单位|我单位|采购人)|熟悉(?:本单位|采购人)/,
    law: fairness(3),
  },
  {
    key: 'certificate',
    pattern: /ISO\s?\d{4,5}|管理体系认证|[质环]量?管理认证|(?:高新技术|双软|创新型)企业|等级证书.{0,4}加分/i,
    law: fairness(2),
  },
  {
    key: 'permit',
    pattern: /(?:资质|许可证|资格证)(?:等级|书)?.{0,6}(?:甲级|乙级|一级|二级|以上)|物业(?:服务)?资质|职业资格.{0,6}(?:国家已取消)/,
    law: '国发〔2017〕46号',
  },
  { key: 'aaa', pattern: /AAA|3A\s*(?:信用|企业)|守合同|重合同|重信用/i, law: '财政部令第87号第17条' },
  {
    key: 'registration',
    pattern: /(?:须|应|必须|需)(?:先|提前)?.{0,8}(?:报名|登记备案|入驻|注册为.{0,6}(?:会员|用户))|预先?登记/,
    law: '财库〔2019〕38号',
  },
  { key: 'papers', pattern: /(?:获取|领取|购买)(?:采购|招标|磋商)?文件.{0,10}(?:须|应|需|提供|提交|携带)/, law: '财库〔2019〕38号' },
  { key: 'authorisation', pattern: /(?:厂家|厂商|制造商|生产商|原厂).{0,6}(?:授权|承诺|证明)/, law: fairness(6) },
  { key: 'issuer', pattern: /(?:由|经)(?:指定|特定|[^，。；\s]{0,8}(?:检测中心|检测机构|会计师事务所|认证机构))出具/, law: fairness(2) },
  { key: 'fixed_list', pattern: /(?:预选|短名单|定点|协议)供应商|(?:仅|只)(?:邀请|接受).{0,10}(?:名单|单位)/, law: '财库〔2019〕38号' },
  {
    key: 'blacklist',
    pattern: /黑名单|(?:列入|进入).{0,8}(?:不良|失信|负面)(?:名单|记录)(?!.{0,12}(?:政府采购|信用中国))/,
    law: fairness(8),
  },
  { key: 'credit', pattern: /信用(?:等级|评级|分)|资信等级|信用良好.{0,6}加分/, law: '财政部令第87号第17条' },
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
    pattern: { exec: (text) => tooManyContracts(text) },
    law: '财库〔2021〕22号第18条',
  },
];

/** More than two, as a condition or for points. */
function tooManyContracts(text: string): readonly string[] | null {
  const { count, words } = pastContractsIn(text);
  return count > 2 ? [words] : null;
}

/** A place where a prompt's words were found. `finding` names it, so that a reason can be kept for it. */
export interface PromptHit {
  readonly finding: string;
  readonly prompt: string;
  readonly task: Task;
  readonly words: string;
  /** The whole text they stand in. */
  readonly text: string;
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
      return words === undefined ? [] : [{ finding: `prompt.${key}.${task}.${id}`, prompt: key, task, words, text, law }];
    }),
  );
}
