import type { Office } from '#sealing';
import type { RecordStatement } from './opening.view.js';

/** A bid as the minutes name it. */
export interface MinutesLine {
  readonly name: string;
  readonly digest: string;
  /** Yuan by name of the lot; null where prices are not read out. */
  readonly prices: readonly { readonly lot: string; readonly price: string }[] | null;
  /** Why it does not count, as a sentence. */
  readonly fault: string | null;
}

const offices: Readonly<Record<Office, string>> = { purchaser: '采购单位', finance: '财政部门', supervisor: '监督部门' };

/** The minutes of an opening as plain text: whoever signs them signs the SHA-256 of these very bytes. */
export function minutesText(record: RecordStatement, title: string, lines: readonly MinutesLine[]): string {
  const { procedure, round, sealedAt, openedAt, minimum, bids, root, filler, rootMatches, holders, fallback, refused, result } = record;
  const declined = record.declined ?? [];
  const persons = [
    ...holders.map(({ office, unit, name, at }) => `  ${offices[office]}密钥保管人 ${name}（${unit}），${at}`),
    ...fallback.map(
      ({ side, unit, name, at, reason }) =>
        `  ${side === 'buyer' ? '采购单位' : '监督部门'} ${name}（${unit}），${at}，同意由供应商自行解密：${reason}`,
    ),
  ];
  const body =
    result === 'opened'
      ? ['响应文件：', ...lines.flatMap((line, place) => bidLines(line, place + 1))]
      : [`递交响应 ${bids.length} 家，不足 ${minimum} 家，全部响应未拆封。本次采购终止，可重新组织采购。`];
  return [
    round === 1 ? '开启记录' : '最后报价开启记录',
    '',
    `项目：${title}`,
    `编号：${procedure}`,
    `封存：${sealedAt}`,
    `开启：${openedAt}`,
    `递交：${bids.length} 家（不得少于 ${minimum} 家）`,
    '到场：',
    ...persons,
    ...(declined.length ? ['不予开启：'] : []),
    ...declined.map(({ office, unit, name, at, reason }) => `  ${offices[office]}密钥保管人 ${name}（${unit}），${at}：${reason}`),
    '',
    ...body,
    '',
    ...(refused.length ? [`未通过校验的密钥片段：${refused.length} 个，见签名记录。`] : []),
    `封存根：${root}`,
    `填充值：${filler}`,
    rootMatches ? '按记录重新计算的根与封存根一致。' : '按记录重新计算的根与封存根不一致，已记录。',
    '',
  ].join('\n');
}

function bidLines({ name, digest, prices, fault }: MinutesLine, place: number): string[] {
  const priced = prices?.map(({ lot, price }) => `    ${lot}：${price} 元`) ?? (fault ? [] : ['    报价不公开宣读']);
  return [`  ${place}. ${name}`, `    摘要：${digest}`, ...(fault ? [`    无效：${fault}`] : priced)];
}
