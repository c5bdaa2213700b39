import { inWords, showYuan } from '#kernel';
import type { Agreement, AgreementLot, EntrantPrice, Way } from './agreement.entity.js';

export interface PaperParty {
  readonly name: string;
  readonly uscc: string;
}

const wayNames: Readonly<Record<Way, string>> = { direct: '直接选定', contest: '二次竞价', rotation: '顺序轮候' };

export const agreementPaper = 'framework-agreement';
export const summaryPaper = 'framework-summary';

/** What the agreement with one entrant is printed from; everything in words. */
export function agreementPaperOf(
  agreement: Pick<Agreement, 'number' | 'title' | 'months' | 'ways' | 'content'>,
  parties: { readonly buyer: PaperParty; readonly provider: PaperParty },
  lots: readonly AgreementLot[],
  prices: readonly EntrantPrice[],
): Readonly<Record<string, unknown>> {
  return {
    ...agreement,
    ...parties,
    ways: agreement.ways.map((way) => wayNames[way]).join('、'),
    lots: prices.map(({ lot: id, price, rank }) => {
      const lot = lots.find((one) => one.lot === id)!;
      return { ...lot, rank, price: showYuan(price), priceWords: inWords(price), ceiling: showYuan(lot.maxPrice) };
    }),
  };
}

/** The paper of a closed framework agreement with one entrant (zh). */
export const agreementTemplate = `
<h1>框架协议</h1>
<p>协议编号：{{number}}<br>项目名称：{{title}}<br>征集项目编号：{{content.number}}（公告第 {{content.version}} 版）</p>
<table>
<tr><th>甲方（征集人）</th><td>{{buyer.name}}<br>统一社会信用代码：{{buyer.uscc}}</td></tr>
<tr><th>乙方（入围供应商）</th><td>{{provider.name}}<br>统一社会信用代码：{{provider.uscc}}</td></tr>
</table>
<p>甲乙双方依据《中华人民共和国民法典》《中华人民共和国政府采购法》和《政府采购框架协议采购方式管理暂行办法》（财政部令第110号），按征集公告和乙方的响应文件订立本协议。</p>
<h2>第一条 服务内容</h2>
<p>服务对象：{{content.beneficiaries}}</p>
<p>{{content.description}}</p>
<p>质量要求：{{content.quality}}</p>
<h2>第二条 协议价格</h2>
<table>
<tr><th>采购包</th><th>计价单位</th><th>最高限价</th><th>协议价格</th><th>入围排名</th></tr>
{{#each lots}}<tr><td>{{lot}} {{name}}</td><td>每 {{per}} {{unit}}</td><td>{{ceiling}}</td><td>{{price}}（{{priceWords}}）</td><td>{{rank}}</td></tr>{{/each}}
</table>
<p>第二阶段订单的成交单价不得高于协议价格；价格在协议期内固定。</p>
<h2>第三条 期限</h2>
<p>自协议生效之日起 {{months}} 个月。</p>
<h2>第四条 第二阶段</h2>
<p>成交供应商按下列方式确定：{{ways}}。由服务对象选定的，记录由谁作出选择和理由。</p>
<p>订单按实际数量结算，双方保存每一笔数量的凭证，由甲方确认。</p>
<h2>第五条 清退与退出</h2>
<p>乙方有财政部令第110号第十九条所列情形的，甲方听取乙方陈述后解除本协议。乙方无正当理由不得退出。</p>
<h2>第六条 评价</h2>
<p>服务对象和采购单位对乙方的评价向社会公开。</p>
<h2>第七条 生效</h2>
<p>本协议自双方签署之日起生效。甲方按规定报送副本并公布入围信息。</p>
`;

/** The summary that everybody reads when the agreement is over. */
export const summaryTemplate = `
<h1>框架协议采购结果汇总</h1>
<p>协议编号：{{number}}<br>项目名称：{{title}}<br>协议期：{{from}} 至 {{to}}</p>
<p>共 {{orders}} 笔订单，金额 {{amount}}。直接选定 {{direct}} 笔，二次竞价 {{contest}} 笔，顺序轮候 {{rotation}} 笔。</p>
<table>
<tr><th>入围供应商</th><th>订单</th><th>金额</th><th>评价</th></tr>
{{#each entrants}}<tr><td>{{provider}}</td><td>{{orders}}</td><td>{{amount}}</td><td>{{feedback}}</td></tr>{{/each}}
</table>
`;

/** The exact text that is signed; it names the paper by its digest. */
export function agreementStatement(
  { number, sha256 }: { readonly number: string; readonly sha256: string },
  signer: { readonly side: 'buyer' | 'provider'; readonly uscc: string; readonly personId: string; readonly at: Date },
): string {
  return [
    'qiyue-framework-signature-v1',
    `agreement: ${number}`,
    `document-sha256: ${sha256}`,
    `side: ${signer.side}`,
    `organization-uscc: ${signer.uscc}`,
    `person: ${signer.personId}`,
    `at: ${signer.at.toISOString()}`,
    '',
  ].join('\n');
}
