import type { RefusalCatalogue } from '#kernel';

/** What each line of the compliance list demands; the same sentence stands for pass, warning and block. */
export const checkRefusals: RefusalCatalogue = {
  'check.basics.contact': {
    zh: '公告写明项目名称、联系人和电话。',
    en: 'The notice names its title, a contact and a phone number.',
  },
  'check.basics.term': {
    zh: '服务期 {months} 个月；一般不超过 {normal} 个月，内容稳定、经费有保障的最长 {max} 个月。',
    en: 'The service runs {months} months; {normal} as a rule, {max} at most where content and funds are sure.',
  },
  'check.service.object': {
    zh: '服务对象、内容、数量和质量要求都已写明。',
    en: 'Beneficiaries, content, quantity and quality are all stated.',
  },
  'check.indicators.complete': {
    zh: '每项指标有名称、目标值和数据来源。',
    en: 'Each indicator has a name, a target and a source.',
  },
  'check.indicators.weights': {
    zh: '指标权重合计为 100，现为 {total}。',
    en: 'Indicator weights add up to 100; now {total}.',
  },
  'check.indicators.tiers': {
    zh: '付款档次由高到低，最低一档从合格线 {passMark} 分开始，最高不超过 100%。',
    en: 'Pay tiers run from high to low, the lowest begins at the pass mark {passMark}, none pays over 100 %.',
  },
  'check.budget.plan': {
    zh: '预算与年度计划一致：{plan}。',
    en: 'The budget is that of the annual plan: {plan}.',
  },
  'check.budget.max-price': {
    zh: '最高限价大于零且不超过预算 {budget}。',
    en: 'The ceiling is above zero and not over the budget, {budget}.',
  },
  'check.budget.no-floor': { zh: '没有设最低限价{found}。', en: 'No minimum price is set{found}.' },
  'check.budget.instalments': {
    zh: '各期付款按时间排列，比例合计 100%，现为 {total}%。',
    en: 'Instalments are in order of time and add up to 100 %; now {total} %.',
  },
  'check.schedule.key-holders': {
    zh: '采购单位、财政部门、监督部门各有一名密钥保管人，任意两方才能开启响应文件{offices}。',
    en: 'Purchaser, finance and supervisor each have a key holder; only two of them together open the box{offices}.',
  },
  'check.eligibility.present': { zh: '写明了谁可以参加。', en: 'It is stated who may take part.' },
  'check.criteria.complete': {
    zh: '每项评审因素有名称、权重和评分标准。',
    en: 'Each criterion has a name, a weight and a yardstick.',
  },
  'check.criteria.weights': {
    zh: '评审因素权重合计为 100，现为 {total}。',
    en: 'Weights of criteria add up to 100; now {total}.',
  },
  'check.criteria.price-weight': {
    zh: '价格因素只有一项，权重在 {min} 到 {max} 之间，现为 {price}。',
    en: 'There is one price criterion with a weight from {min} to {max}; now {price}.',
  },
  'check.criteria.qualification': {
    zh: '资格条件不作为评审因素{found}。',
    en: 'What everybody must have to take part is not scored{found}.',
  },
  'check.criteria.quantified': {
    zh: '评分标准可以量化，不同的人打出同样的分{found}。',
    en: 'Yardsticks are in figures, so that two readers give the same points{found}.',
  },
  'check.schedule.period': {
    zh: '截止时间不早于法定最短期限，按现在计算为 {earliest}。',
    en: 'The deadline is not before the shortest legal period, which would now end {earliest}.',
  },
  'check.schedule.questions': {
    zh: '提问截止晚于发布、早于响应截止。',
    en: 'Questions end after publication and before the deadline.',
  },
  'check.schedule.place': { zh: '写明开启地点。', en: 'The place of opening is stated.' },
  'check.schedule.official': { zh: '写明法定发布媒介。', en: 'The official medium is named.' },
  'check.prompt.none': {
    zh: '没有发现可能造成差别待遇的用语。',
    en: 'No words were found that often go with unequal treatment.',
  },
  'check.prompt.local': {
    zh: '“{words}”可能限定供应商所在地。',
    en: '“{words}” may tie providers to a place.',
  },
  'check.prompt.age': { zh: '“{words}”可能限定成立年限。', en: '“{words}” may ask for years of existence.' },
  'check.prompt.capital': {
    zh: '“{words}”可能以注册资金、资产规模设限。',
    en: '“{words}” may set a threshold of capital or assets.',
  },
  'check.prompt.turnover': {
    zh: '“{words}”可能以营业额、利润、纳税额设限。',
    en: '“{words}” may set a threshold of turnover, profit or tax.',
  },
  'check.prompt.headcount': {
    zh: '“{words}”可能以人员规模设限。',
    en: '“{words}” may set a threshold of headcount.',
  },
  'check.prompt.award': {
    zh: '“{words}”可能以特定地区或行业的奖项加分。',
    en: '“{words}” may favour awards of a place or a trade.',
  },
  'check.prompt.grade': {
    zh: '“{words}”以评估等级设限或加分，新成立的组织无法取得等级。',
    en: '“{words}” uses a rating that young organizations cannot have.',
  },
  'check.prompt.credit': {
    zh: '“{words}”可能以信用评级、守重证书设限。',
    en: '“{words}” may ask for a credit rating or certificate.',
  },
  'check.prompt.form': {
    zh: '“{words}”可能限定组织形式或所有制。',
    en: '“{words}” may limit the form of organization or ownership.',
  },
  'check.prompt.pool': {
    zh: '“{words}”可能以备选库、名录库为门槛。',
    en: '“{words}” may use a list of suppliers as a gate.',
  },
  'check.prompt.brand': {
    zh: '“{words}”可能指定品牌或供应商。',
    en: '“{words}” may point at a brand or a supplier.',
  },
  'check.prompt.premises': {
    zh: '“{words}”可能以办公面积、网点设限。',
    en: '“{words}” may set a threshold of premises.',
  },
  'check.prompt.contract_amount': {
    zh: '“{words}”可能以合同金额设限。',
    en: '“{words}” may set a threshold of past contract amounts.',
  },
  'check.prompt.past_contracts': {
    zh: '“{words}”要求的业绩超过两个。',
    en: '“{words}” asks for more than two past contracts.',
  },
};
