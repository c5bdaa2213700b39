import { inWords, showYuan, yuan } from '#kernel';
import type { ContractContent, Deviation } from './contract.entity.js';

const parts: Readonly<Record<Deviation['part'], string>> = { price: '价格', method: '服务方式', commitment: '承诺', term: '服务期' };
const statements: Readonly<Record<string, string>> = {
  stable: '购买内容相对固定',
  continuous: '服务连续性强',
  funded: '经费来源稳定',
  price_stable: '价格变化幅度小',
};

/** What the paper is filled with: everything in words, so that the template decides nothing. */
export function paperOf(number: string, content: ContractContent): Readonly<Record<string, unknown>> {
  return {
    ...content,
    number,
    priceShown: showYuan(yuan(content.price)),
    priceWords: inWords(yuan(content.price)),
    official: content.procedure.officialUrl ? `(官方媒介地址:${content.procedure.officialUrl})` : '',
    instalments: content.instalments.map((instalment) => ({
      ...instalment,
      amountShown: showYuan(yuan(instalment.amount)),
      amountWords: inWords(yuan(instalment.amount)),
      dueShown: instalment.due === 0 ? '合同生效后' : `合同生效后 ${instalment.due} 个月`,
    })),
    deviations: content.deviations.map(({ part, notice, offer, follows }) => ({
      part: parts[part],
      notice: part === 'commitment' ? '须作出承诺' : notice,
      offer: part === 'commitment' ? '未作出承诺' : offer,
      follows: follows === 'offer' ? '响应文件' : '采购公告',
    })),
    hasDeviations: content.deviations.length > 0,
    statements: content.termStatements.map((statement) => statements[statement] ?? statement),
    hasStatements: content.termStatements.length > 0,
    hasPlan: content.method.plan.trim() !== '',
    hasStaffing: content.method.staffing.trim() !== '',
    tiers: [...content.evaluation.tiers].sort((one, other) => other.minScore - one.minScore),
  };
}

export const paperName = 'contract';

/** The official paper of a contract for services (zh), filled by {@link paperOf}. */
export const paperTemplate = `
<h1>政府购买服务合同</h1>
<p>合同编号:{{number}}<br>项目名称:{{title}}<br>采购项目编号:{{procedure.number}}</p>
<table>
<tr><th>甲方(采购单位)</th><td>{{buyer.name}}<br>统一社会信用代码:{{buyer.uscc}}</td></tr>
<tr><th>乙方(承接方)</th><td>{{provider.name}}<br>统一社会信用代码:{{provider.uscc}}</td></tr>
</table>
<p>甲乙双方依据《中华人民共和国民法典》《中华人民共和国政府采购法》和《政府购买服务管理办法》(财政部令第102号),按采购公告第 {{procedure.noticeVersion}} 版{{official}}和乙方的响应文件,在平等、自愿的基础上订立本合同。</p>
<h2>第一条 服务对象</h2>
<p>{{beneficiaries}}</p>
<h2>第二条 服务方式</h2>
<p>{{method.notice}}</p>
{{#if hasPlan}}<p>乙方的服务方案:{{method.plan}}</p>{{/if}}
{{#if hasStaffing}}<p>乙方的人员安排:{{method.staffing}}</p>{{/if}}
<p>乙方不得转包。</p>
<h2>第三条 服务数量</h2>
<p>{{quantity.amount}} {{quantity.unit}}</p>
<h2>第四条 服务质量</h2>
<p>{{quality}}</p>
<h2>第五条 监督与评价办法</h2>
<p>甲方负责人:{{manager.name}}。甲方在收到每期履约报告后 {{periods.acceptance}}内验收,验收人不得是起草、签署或管理本合同的人;要求整改的,乙方在 {{periods.rectify}}内完成。</p>
<table>
<thead><tr><th>指标</th><th>权重</th><th>目标</th><th>数据来源</th></tr></thead>
<tbody>{{#each indicators}}<tr><td>{{name}}</td><td>{{weight}}</td><td>{{target}}</td><td>{{source}}</td></tr>{{/each}}</tbody>
</table>
<p>每项指标按 0 至 100 分评分,按权重计算得分。合格分为 {{evaluation.passMark}} 分,低于合格分的当期不付款。当期付款比例按下表确定:</p>
<table>
<thead><tr><th>得分不低于</th><th>支付当期金额的比例</th></tr></thead>
<tbody>{{#each tiers}}<tr><td>{{minScore}} 分</td><td>{{payPercent}}%</td></tr>{{/each}}</tbody>
</table>
<p>评估结果公示 {{periods.posting}}。乙方在公示期内可以提出异议。未经公示的结果不作为付款依据。</p>
<h2>第六条 服务期</h2>
<p>自本合同生效之日起 {{months}} 个月。</p>
{{#if hasStatements}}<p>甲方确认:{{#each statements}}{{this}};{{/each}}服务期依据《政府购买服务管理办法》第二十四条确定。</p>{{/if}}
<h2>第七条 价款</h2>
<p>合同总价(人民币):{{priceShown}},大写:{{priceWords}}。</p>
<h2>第八条 付款计划</h2>
<table>
<thead><tr><th>期次</th><th>内容</th><th>比例</th><th>金额</th><th>大写</th><th>期限</th></tr></thead>
<tbody>{{#each instalments}}<tr><td>{{no}}</td><td>{{name}}</td><td>{{percent}}%</td><td>{{amountShown}}</td><td>{{amountWords}}</td><td>{{dueShown}}</td></tr>{{/each}}</tbody>
</table>
<p>各期金额合计等于合同总价。当期评估结果确定后由乙方提出付款申请,甲方收到发票后 {{periods.payment}}内支付到乙方账户。</p>
<h2>第九条 双方的权利和义务</h2>
<p>甲方按约提供服务所需的资料和条件,按约验收、评价和付款,不得增加合同以外的条件。乙方按约提供服务,对项目资金单独核算,如实记录服务,保护服务对象的个人信息。</p>
<h2>第十条 违约责任</h2>
<p>乙方未按约提供服务的,应当整改,整改后仍不符合约定的,按第五条确定当期付款比例;严重违约的,甲方可以终止合同并要求赔偿损失。甲方逾期付款的,自逾期之日起按规定支付利息。</p>
<h2>第十一条 争议解决</h2>
<p>因本合同发生争议的,双方协商解决;协商不成的,向甲方所在地人民法院提起诉讼。</p>
<h2>第十二条 采购公告与响应文件的差异</h2>
{{#if hasDeviations}}
<table>
<thead><tr><th>事项</th><th>采购公告</th><th>响应文件</th><th>本合同按</th></tr></thead>
<tbody>{{#each deviations}}<tr><td>{{part}}</td><td>{{notice}}</td><td>{{offer}}</td><td>{{follows}}</td></tr>{{/each}}</tbody>
</table>
{{else}}
<p>没有差异。</p>
{{/if}}
<h2>第十三条 生效</h2>
<p>本合同经双方电子签署后生效。每一方的签署记载签署人、时间和本文本的 SHA-256 摘要,可以在平台核验。</p>
`;
