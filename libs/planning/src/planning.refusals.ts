import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const planningRefusals: RefusalCatalogue = {
  'planning.second-person': {
    zh: '这一步要由另一个人来做：经办、审核、财政审批须为不同的人。',
    en: 'Another person has to do this: drafting, endorsing and approving are kept apart.',
  },
  'planning.not-a-buyer': {
    zh: '{name} 不能作为购买主体（102号令第5、8条）。由承担该项职责的行政机关申报。',
    en: '{name} cannot buy services (MOF Order 102 Art. 5, 8). The organ in charge of the duty declares the item.',
  },
  'planning.line-not-approved': {
    zh: '预算 {line} 还没有批复，或已经关闭。没有预算不得购买（102号令；政府采购法第6条）。先办理预算批复。',
    en: 'Budget line {line} is not approved or is closed. Without a budget nothing is bought (MOF Order 102). Have the line approved first.',
  },
  'planning.line-of-another': {
    zh: '预算 {line} 属于别的单位。选本单位的预算。',
    en: 'Budget line {line} belongs to another department. Choose one of your own.',
  },
  'planning.no-such-line': { zh: '没有编号为 {line} 的预算。核对预算编号。', en: 'There is no budget line {line}. Check the number.' },
  'planning.line-in-use': {
    zh: '预算 {line} 还有 {reserved} 预留未用。先终止或签约这些计划，再关闭。',
    en: 'Budget line {line} still has {reserved} reserved. Drop or contract those items before closing it.',
  },
  'planning.same-amount': { zh: '调整后的金额与现在相同。', en: 'The adjusted amount is the present one.' },
  'planning.title-taken': {
    zh: '这条预算下已有同名项目“{title}”。改名，或修改原来那一项。',
    en: 'This budget line already has an item called "{title}". Rename it or edit the other one.',
  },
  'planning.quarter-of-another-year': {
    zh: '计划季度 {quarter} 不在预算年度 {year} 内。',
    en: 'Quarter {quarter} is not in the budget year {year}.',
  },
  'planning.term-too-long': {
    zh: '服务期 {months} 个月太长：一般不超过 1 年，最长 3 年（102号令第24条）。',
    en: 'A term of {months} months is too long: one year as a rule, three at most (MOF Order 102 Art. 24).',
  },
  'planning.term-needs-statements': {
    zh: '服务期 {months} 个月超过 1 年，需要同时确认四项：内容稳定、需求连续、经费有保障、价格稳定（102号令第24条）。还差 {missing} 项。',
    en: 'A term of {months} months needs all four statements: stable content, continuous need, assured funds, stable price (MOF Order 102 Art. 24). {missing} missing.',
  },
  'planning.too-much-for-small': {
    zh: '限额以下采购不超过 {limit}，这一项是 {amount}。改用竞争性磋商或公开招标。',
    en: 'A purchase below the threshold is at most {limit}; this is {amount}. Use a consultation or an open tender.',
  },
  'planning.needs-open-tender': {
    zh: '金额 {amount} 达到公开招标数额 {limit}，应当公开招标（政府采购法第27条）。改为公开招标，或者填写设区的市以上财政部门批准其他方式的文号、机关和日期（实施条例第23条）。',
    en: 'At {amount} this reaches the open-tender amount of {limit} and has to be tendered openly (Procurement Law Art. 27). Tender it, or enter number, office and day of the approval for another method (Regulation Art. 23).',
  },
  'planning.sme-answer-missing': {
    zh: '选择是否预留给中小企业：200 万元以下的项目都要回答（财库〔2020〕46号第6、7条）。',
    en: 'Say whether this is reserved for small enterprises: every item up to 2 million yuan needs the answer (MOF notice 2020-46 Art. 6, 7).',
  },
  'planning.sme-basis-missing': { zh: '写明不预留的政策依据。', en: 'Name the policy on which the exemption rests.' },
  'planning.splitting': {
    zh: '同一预算、同一类别本年已有 {count} 项非公开招标采购，合计 {total}，超过公开招标数额 {limit}，可能是化整为零（实施条例第28条）。写明不属于拆分的理由（至少10个字）后再批准，或退回。',
    en: 'This line and category now have {count} purchases without open tender, {total} together, above the open-tender amount of {limit}: possible splitting (Regulation Art. 28). State in at least 10 characters why it is not, or return the item.',
  },
  'planning.published-in-future': {
    zh: '公开时间 {publishedAt} 还没有到。先在中国政府采购网或其省级分网公开，再填写实际公开时间。',
    en: 'The publication time {publishedAt} lies ahead. Publish in the official medium first, then enter the actual time.',
  },
  'planning.intention-too-fresh': {
    zh: '采购意向公开的时间还不够：最早可在 {earliest} 开始采购（财库〔2020〕10号）。',
    en: 'The intention has not been public long enough: the procedure may start at {earliest} (MOF notice 2020-10).',
  },
  'planning.price-over-budget': {
    zh: '合同价 {price} 超过为它预留的 {amount}。',
    en: 'The price of {price} is above the {amount} reserved for it.',
  },
  'planning.other-procedure': { zh: '这项计划正由另一次采购使用。', en: 'Another procedure is using this plan item.' },
  'planning.method-ended': {
    zh: '这种采购方式已经停用，由新的采购方式代替。在计划里改选现行的采购方式。',
    en: 'This method has ended and another has taken its place. Choose a method in force in the plan.',
  },
  'planning.not-in-catalogue': {
    zh: '“{category}”不在政府购买服务指导性目录里，不能购买（102号令第11条）。选目录里的类别，或者先申请调整目录。',
    en: '“{category}” is not in the catalogue of services a government buys (MOF Order 102 Art. 11). Choose a category of it, or ask for a change of the catalogue first.',
  },
  'planning.negative-not-duty': {
    zh: '“{words}”不属于政府职责范围，不得购买（102号令第10条第（一）项）。',
    en: '"{words}" is not a duty of the government and may not be bought (MOF Order 102 Art. 10(1)).',
  },
  'planning.negative-government-only': {
    zh: '“{words}”应当由政府直接履职，不得购买（102号令第10条第（二）项）。',
    en: '"{words}" has to be done by the government itself (MOF Order 102 Art. 10(2)).',
  },
  'planning.negative-goods-works': {
    zh: '“{words}”是货物、工程或与工程打包，不得作为服务购买（102号令第10条第（三）项）。按货物或工程采购办理。',
    en: '"{words}" is goods, works, or works bundled with services (MOF Order 102 Art. 10(3)). Buy it as goods or works.',
  },
  'planning.negative-financing': {
    zh: '“{words}”是融资行为，不得购买（102号令第10条第（四）项；财预〔2017〕87号）。',
    en: '"{words}" is financing and may not be bought as a service (MOF Order 102 Art. 10(4)).',
  },
  'planning.negative-recruiting': {
    zh: '“{words}”是招聘用工、劳务派遣或公益性岗位，不得购买（102号令第10条第（五）项）。',
    en: '"{words}" is recruiting, labour dispatch or a public-welfare post (MOF Order 102 Art. 10(5)).',
  },
  'planning.negative-other-banned': {
    zh: '“{words}”属于法律、行政法规规定不得购买的其他事项（102号令第10条第（六）项）。',
    en: '"{words}" is banned by another law or regulation (MOF Order 102 Art. 10(6)).',
  },
  'planning.file-imported': {
    zh: '这个文件已于 {at} 导入过（{rows} 行），不会再导入一次。',
    en: 'This very file was imported on {at} ({rows} rows) and is not imported again.',
  },
  'planning.file-too-large': { zh: '文件超过 {limit}。分成几个文件再导入。', en: 'The file is larger than {limit}. Split it.' },
  'planning.file-missing': { zh: '选择一个 CSV 文件。', en: 'Choose a CSV file.' },
  'planning.file-has-faults': {
    zh: '文件有 {count} 处需要更正，没有导入任何内容。改好后重新上传。',
    en: 'The file has {count} faults, so nothing was imported. Correct it and upload it again.',
  },
  'planning.row-number': {
    zh: '预算编号“{found}”要像 2026-MZ-01 这样，以年度开头。',
    en: 'The number "{found}" should look like 2026-MZ-01, beginning with the year.',
  },
  'planning.row-department': {
    zh: '没有统一社会信用代码为 {uscc} 的采购单位。先登记单位。',
    en: 'No department has the credit code {uscc}. Register it first.',
  },
  'planning.row-other-department': {
    zh: '只能导入本单位的计划，这一行属于 {name}。',
    en: 'You can import your own department’s items only; this row belongs to {name}.',
  },
  'planning.row-line-known': {
    zh: '预算 {line} 已经在系统中。要改金额，用“调整”。',
    en: 'Budget line {line} is already here. To change its amount, adjust it.',
  },
  'planning.row-amount': {
    zh: '“{found}”不是大于零的金额。按元填写，例如 850000.00。',
    en: '"{found}" is not an amount above zero. Enter yuan, for example 850000.00.',
  },
  'planning.row-subject': {
    zh: '功能分类科目“{found}”应是 3 到 9 位数字。',
    en: 'The functional class "{found}" should have 3 to 9 digits.',
  },
  'planning.row-quantity': { zh: '“{found}”不是大于零的整数。', en: '"{found}" is not a whole number above zero.' },
  'planning.row-quarter': { zh: '计划季度“{found}”要写成 2026Q1 的样式。', en: 'Write the quarter "{found}" like 2026Q1.' },
  'planning.approval-date': { zh: '批准日期要写成 2026-03-02 的样式。', en: 'Write the day of approval like 2026-03-02.' },
  'planning.row-method': {
    zh: '没有名为“{found}”的采购方式。填公开招标、竞争性磋商、限额以下采购等名称。',
    en: 'There is no method "{found}". Use a name such as "公开招标", "竞争性磋商", "限额以下采购".',
  },
};
