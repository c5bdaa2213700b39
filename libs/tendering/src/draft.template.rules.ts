import type { Criterion } from './content.view.js';
import { type Method, methodRules } from '#calendar';

/** What every provider must bring by law (Procurement Law Art. 22), open to every form of organization. */
export const eligibilityConditions: readonly string[] = [
  '依法成立、能够独立承担民事责任的组织，社会组织、企业、公益二类和从事生产经营活动的事业单位、农村集体经济组织、基层群众性自治组织均可参加',
  '具有良好的商业信誉和健全的财务会计制度',
  '具有履行合同所必需的设备和专业技术能力',
  '有依法缴纳税收和社会保障资金的良好记录',
  '参加本次采购活动前三年内，在经营活动中没有重大违法记录',
];

interface Part {
  readonly name: string;
  readonly kind: Exclude<Criterion['kind'], 'price'>;
  /** Of what the price leaves, in parts. */
  readonly share: number;
  readonly yardstick: string;
}

const plan: Part = {
  name: '服务方案',
  kind: 'subjective',
  share: 40,
  yardstick:
    '方案与服务对象、数量、质量要求逐项对应，步骤、频次、人员安排可执行的得满分；每缺一项或一项无法执行扣本项分值的20%，扣完为止。',
};
const staffing: Part = {
  name: '项目团队',
  kind: 'objective',
  share: 25,
  yardstick: '拟派人员数量与专业资格满足服务要求得满分，每少一名按比例扣分；以人员名单与资格证书为准。',
};
const experience: Part = {
  name: '同类服务经验',
  kind: 'objective',
  share: 15,
  yardstick: '提供一份同类服务合同及验收材料得本项分值的50%，两份得满分；不计金额、地域和奖项。',
};
const safeguard: Part = {
  name: '质量保障与应急',
  kind: 'subjective',
  share: 20,
  yardstick: '有质量自查、投诉处理、应急预案、隐私保护四项措施且可检查的得满分，每缺一项扣本项分值的25%。',
};

const emergency: Part = {
  ...safeguard,
  name: '应急响应与安全保障',
  yardstick: '应急预案写明响应时限、人员、联动单位、演练安排的得满分，每缺一项扣本项分值的25%。',
};
const course: Part = {
  ...plan,
  name: '课程与师资方案',
  yardstick: '课程、课时、师资、考核与就业跟踪五项齐全且与培训目标对应的得满分，每缺一项扣本项分值的20%。',
};
const protection: Part = {
  ...safeguard,
  name: '未成年人保护与督导',
  yardstick: '有从业查询、督导、隐私保护、突发事件处置四项制度的得满分，每缺一项扣本项分值的25%。',
};

/** Templates by the plan's category; others take the common one. */
const templates: Readonly<Record<string, readonly Part[]>> = {
  养老服务: [plan, staffing, experience, emergency],
  残疾人服务: [plan, staffing, experience, emergency],
  就业培训: [course, staffing, experience, safeguard],
  家庭及儿童: [plan, staffing, experience, protection],
  青少年: [plan, staffing, experience, protection],
};
const common: readonly Part[] = [plan, staffing, experience, safeguard];

const lowestPrice: Criterion = {
  id: 'c1',
  name: '价格',
  kind: 'price',
  weight: 100,
  yardstick: '质量和服务均能满足采购文件实质性响应要求的，按照报价由低到高排列，第1名为报价最低者。',
};

const scoredPrice: Omit<Criterion, 'weight'> = {
  id: 'c1',
  name: '价格',
  kind: 'price',
  yardstick: '低价优先法：价格得分=（基准价/报价）×100，基准价为满足采购文件要求的最低报价。',
};

/** Criteria that add up to 100, with the price at the method's usual weight. */
export function criteriaFor(category: string, method: Method): Criterion[] {
  const price = methodRules[method].usualPriceWeight;
  if (methodRules[method].ranking === 'lowest') return [lowestPrice];
  const parts = templates[category] ?? common;
  const weights = parts.map(({ share }) => Math.floor(((100 - price) * share) / 100));
  weights[0]! += 100 - price - weights.reduce((sum, weight) => sum + weight, 0);
  return [
    ...(price > 0 ? [{ ...scoredPrice, weight: price }] : []),
    ...parts.map(({ name, kind, yardstick }, place) => ({
      id: `c${place + 2}`,
      name,
      kind,
      weight: weights[place]!,
      yardstick,
    })),
  ];
}
