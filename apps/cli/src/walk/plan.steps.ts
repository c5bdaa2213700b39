import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { demoFile } from '../demo-year.js';
import type { Walk, WalkMethod } from './cast.js';

const methodNames: Readonly<Record<WalkMethod, string>> = {
  open_tender: '公开招标',
  competitive_consultation: '竞争性磋商',
  local_small_purchase: '限额以下采购',
};

type Row = Record<string, string>;
const rowsOf = (name: string): Row[] => parse(demoFile(name), { columns: true, bom: true, skip_empty_lines: true });
const fileOf = (row: Row): Buffer => Buffer.from(`\ufeff${stringify([row], { header: true, record_delimiter: '\r\n' })}`, 'utf8');

/**
 * One item of the demo year by this method, handed in as the offices would: on a budget line of its own, so that the walk
 * can be walked again. Answers the id of the announced plan item.
 */
export async function plan(walk: Walk): Promise<string> {
  const lineNumber = `2026-W-${Date.now().toString(36).toUpperCase()}`;
  const item = rowsOf('plan-items-2026').find((row) => row['采购方式'] === methodNames[walk.method])!;
  const line = rowsOf('budget-lines-2026').find((row) => row['预算编号'] === item['预算编号'])!;
  await appropriate(walk, { ...line, 预算编号: lineNumber, '批复金额(元)': item['预算金额(元)']! });
  return bringForward(walk, { ...item, 预算编号: lineNumber });
}

async function appropriate(walk: Walk, row: Row): Promise<void> {
  const [checker, approver] = [await walk.cast.as('cz-checker'), await walk.cast.as('cz-approver')];
  await checker.send('/api/v1/budget-lines/imports', 'text/csv', fileOf(row));
  const { data } = await checker.get<{ data: { id: string; number: string }[] }>('/api/v1/budget-lines?state=draft&limit=100');
  const line = data.find(({ number }) => number === row['预算编号'])!;
  walk.story.tell(checker.login, `导入预算项目 ${line.number},${row['批复金额(元)']} 元`);
  await approver.post(`/api/v1/budget-lines/${line.id}/approval`);
  walk.story.tell(approver.login, '另一人批准，资金进入台账', '/plans');
}

async function bringForward(walk: Walk, row: Row): Promise<string> {
  const [handler, approver, finance] = [await walk.cast.handler(), await walk.cast.approver(), await walk.cast.as('cz-checker')];
  await handler.send('/api/v1/plan-items/imports', 'text/csv', fileOf(row));
  const { data } = await handler.get<{ data: { id: string; number: string; lineNumber: string }[] }>(
    '/api/v1/plan-items/own?state=draft&limit=100',
  );
  const item = data.find(({ lineNumber }) => lineNumber === row['预算编号'])!;
  const path = `/api/v1/plan-items/${item.id}`;
  const no = {
    not_duty: 'no',
    government_only: 'no',
    goods_works: 'no',
    financing: 'no',
    recruiting: 'no',
    other_banned: 'no',
  };
  await handler.post(`${path}/submission`, {
    negativeList: no,
    statements: [],
    smeReserve: 'exempt',
    smeBasis: '财库〔2020〕46号第六条第一项：面向社会组织',
  });
  walk.story.tell(handler.login, `申报计划项目 ${item.number}:${row['项目名称']}`);
  await approver.post(`${path}/endorsement`);
  await finance.post(`${path}/approval`, { splitReason: '不同服务对象、不同年度安排，非拆分。' });
  walk.story.tell(finance.login, '财政批准，预留资金');
  await handler.post(`${path}/announcement`, {
    officialUrl: `https://www.ccgp.example.cn/intention/${item.number}`,
    publishedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
  });
  walk.story.tell(handler.login, '登记采购意向的官方公开地址与时间', `/plans/${item.number}`);
  return item.id;
}
