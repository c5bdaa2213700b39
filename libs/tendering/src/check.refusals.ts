import type { RefusalCatalogue } from '#kernel';

/** What each line of the compliance list demands; the same sentence stands for pass, warning and block. */
export const checkRefusals: RefusalCatalogue = {
  'check.need.survey': {
    zh: '公共服务先做需求调查：已经调查 {min} 个以上主体，或者一年内调查过，写明日期和结果；现为 {count} 个。',
    en: 'A public service is surveyed first: {min} subjects or more, or a survey within a year, with its day and what came out; now {count}.',
  },
  'check.need.comment': {
    zh: '采购需求向社会公开征求意见不少于 {days} 个工作日，已经结束，并写明采纳情况。',
    en: 'The need was open to public comment for {days} working days or more; that is over, and what came of it is written down.',
  },
  'check.need.legal': {
    zh: '合同文本经法律顾问审核，写明姓名、单位、日期和意见。',
    en: 'A lawyer checked the contract: name, firm, day and opinion are stated.',
  },
  'check.policy.sme': {
    zh: '{upTo} 以下的服务要回答是否预留给中小企业。',
    en: 'Up to {upTo} it is stated whether the purchase is reserved for small enterprises.',
  },
  'check.policy.sme-basis': { zh: '不预留的写明政策依据。', en: 'An exemption from reserving names its basis.' },
  'check.policy.bid-bond': {
    zh: '投标保证金不超过预算的 {percent}%，不收现金。',
    en: 'The bid bond is at most {percent} % of the budget and not in cash.',
  },
  'check.policy.performance-bond': {
    zh: '履约保证金不超过合同金额的 {percent}%，不收现金。',
    en: 'The performance bond is at most {percent} % of the contract and not in cash.',
  },
  'check.policy.splitting': {
    zh: '同一预算、同一类别本年已有 {count} 项非公开招标采购，合计 {total}，超过公开招标数额 {limit}，可能是化整为零。',
    en: 'This line and category now have {count} purchases without open tender, {total} together, above {limit}: possible splitting.',
  },
  'check.policy.no-splitting': { zh: '没有发现化整为零。', en: 'Nothing speaks for a split purchase.' },
  'check.eligibility.past-contracts': {
    zh: '作为资格条件的业绩不超过 {max} 个，现为 {asked} 个。',
    en: 'At most {max} past contracts are a condition; now {asked}.',
  },
  'check.method.ground': {
    zh: '写明采用这种采购方式的适用情形。',
    en: 'It is stated in which case of the law this method is used.',
  },
  'check.method.approval': {
    zh: '金额达到 {from} 又不公开招标的，附批准文号、批准机关和日期。',
    en: 'From {from} on, another method than open tender has an approval: number, office and day.',
  },
  'check.method.goods-only': {
    zh: '询价适用于规格、标准统一的货物；用于服务要写明理由。',
    en: 'An inquiry is meant for goods of uniform standard; a reason is needed for a service.',
  },
  'check.method.pool-source': { zh: '写明备选供应商从哪里来。', en: 'It is stated where the candidates come from.' },
  'check.method.draw': { zh: '随机抽取 {min} 家以上供应商。', en: 'At least {min} providers are drawn.' },
  'check.method.candidates': {
    zh: '候选供应商各不相同，数量不少于 {needed} 家，现为 {count} 家。',
    en: 'There are at least {needed} different candidates; now {count}.',
  },
  'check.method.prequalification': {
    zh: '资格预审公告公开 {days} 个工作日以上，申请已经截止，写明网址和起止日期。',
    en: 'The prequalification was public for {days} working days or more and is over, with its address and days.',
  },
  'check.method.single-provider': {
    zh: '写明拟邀请的唯一供应商和理由。',
    en: 'The one provider and the reason are stated.',
  },
  'check.method.experts': {
    zh: '{min} 名以上专家写明姓名、单位、职称和论证意见。',
    en: '{min} experts or more give name, unit, title and argument.',
  },
  'check.method.converted-approval': {
    zh: '公开招标只有两家响应而改为谈判的，附本级财政部门的批准文号、批准机关和日期。',
    en: 'A negotiation that follows an open tender with two offers has an approval of the finance bureau: number, office and day.',
  },
  'check.method.converted-statement': {
    zh: '写明原招标文件没有不合理条款，公告时间和程序符合规定。',
    en: 'It is stated that the tender documents had no unreasonable terms and that notice and procedure were lawful.',
  },
  'check.method.converted-experts': {
    zh: '{min} 名以上评审专家就招标文件没有不合理条款出具意见，写明姓名、单位、职称和意见。',
    en: '{min} experts or more find the tender documents without unreasonable terms, each with name, unit, title and opinion.',
  },
  'check.method.original-contract': {
    zh: '添购写明原合同编号和金额。',
    en: 'An addition names the number and the price of the original contract.',
  },
  'check.method.supplement': {
    zh: '向原供应商添购的总额 {total} 不超过原合同金额 {price} 的 {percent}%。',
    en: 'All additions from the original provider, {total}, are at most {percent} % of the original contract’s price, {price}.',
  },
  'check.method.framework-term': {
    zh: '框架协议的服务期不超过 {max} 个月。',
    en: 'A framework agreement runs at most {max} months.',
  },
  'check.lots.names': { zh: '采购包名称各不相同{found}。', en: 'Lots have different names{found}.' },
  'check.lots.total': {
    zh: '各采购包最高限价合计 {total}，等于项目最高限价 {maxPrice}。',
    en: 'The ceilings of the lots add up to {total}, the ceiling of the whole, {maxPrice}.',
  },
  'check.basics.contact': {
    zh: '公告写明项目名称、采购单位地址、联系人和电话。',
    en: 'The notice names its title, the address of the department, a contact and a phone number.',
  },
  'check.policy.term': {
    zh: '服务期 {months} 个月；一般不超过 {normal} 个月，确认内容稳定、需求连续、经费有保障、价格稳定四项的最长 {max} 个月。',
    en: 'The service runs {months} months; {normal} as a rule, {max} at most with all four statements of stable content, continuous need, assured funds and stable price.',
  },
  'check.service.object': {
    zh: '服务对象、内容、数量和质量要求都已写明。',
    en: 'Beneficiaries, content, quantity and quality are all stated.',
  },
  'check.service.negative-list': {
    zh: '采购内容不在政府购买服务的负面清单上{found}。',
    en: 'Nothing here is on the negative list of what may not be bought as a service{found}.',
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
    zh: '评分标准写明数量、比例或公式和对应分值，不能量化的指标不作为评审因素{found}。',
    en: 'Yardsticks give points by numbers, rates or a formula; what cannot be counted is not scored{found}.',
  },
  'check.criteria.bands': {
    zh: '主观因素只分了档次，写明为什么不能用数量、比例说明，各档怎样区分{found}。',
    en: 'A subjective criterion has bands only: say why no figures are possible and how the bands are told apart{found}.',
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
  'check.prompt.region_award': {
    zh: '“{words}”可能以特定地区的奖项或业绩设限、加分。',
    en: '“{words}” may favour awards or work of one region.',
  },
  'check.prompt.industry_award': {
    zh: '“{words}”可能以特定行业的奖项或业绩设限、加分。',
    en: '“{words}” may favour awards or work of one trade.',
  },
  'check.prompt.scope': { zh: '“{words}”可能以经营范围里的字句设限。', en: '“{words}” may depend on the wording of a business scope.' },
  'check.prompt.shareholder': { zh: '“{words}”可能按股权、国籍区别对待。', en: '“{words}” may treat owners or nationalities unequally.' },
  'check.prompt.pointing': { zh: '“{words}”可能指向特定的供应商。', en: '“{words}” may point at one provider.' },
  'check.prompt.certificate': {
    zh: '“{words}”可能要求与本项目无关的证书。',
    en: '“{words}” may ask for a certificate that has nothing to do with the work.',
  },
  'check.prompt.permit': { zh: '“{words}”可能要求已经取消的资质、许可。', en: '“{words}” may ask for a permit that no longer exists.' },
  'check.prompt.aaa': { zh: '“{words}”可能以 AAA、守重等称号设限、加分。', en: '“{words}” may favour AAA or similar titles.' },
  'check.prompt.registration': { zh: '“{words}”可能要求没有必要的登记、报名。', en: '“{words}” may ask for a registration nobody needs.' },
  'check.prompt.papers': { zh: '“{words}”可能把提交材料作为获取文件的条件。', en: '“{words}” may make papers the price of the documents.' },
  'check.prompt.authorisation': { zh: '“{words}”可能要求厂家授权。', en: '“{words}” may ask for a maker’s authorisation.' },
  'check.prompt.issuer': { zh: '“{words}”可能限定由谁出具证明。', en: '“{words}” may limit who issues a proof.' },
  'check.prompt.fixed_list': { zh: '“{words}”可能只让名单内的供应商参加。', en: '“{words}” may keep everybody but a fixed list out.' },
  'check.prompt.blacklist': {
    zh: '“{words}”可能使用没有法律依据的黑名单。',
    en: '“{words}” may rest on a blacklist without a basis in law.',
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
