import { until } from './client.js';
import type { Walk } from './cast.js';
import type { Signed } from './contract.steps.js';
import type { Won } from './evaluation.steps.js';

interface Payment {
  readonly id: string;
  readonly number: string;
  readonly contractId: string;
  readonly amount: string;
  readonly state: string;
  readonly orders: readonly { readonly id: string }[];
}

/** Invoice and request, two checks by two persons, treasury order, answer, money paid. */
export async function pay(walk: Walk, won: Won, signed: Signed): Promise<void> {
  const provider = await walk.cast.as(`${won.winner}-finance`);
  const payment = await until('the payment to be laid out', 20, async () => {
    const { data } = await provider.get<{ data: Payment[] }>('/api/v1/payments?limit=100');
    return data.find(({ contractId }) => contractId === signed.contractId);
  });
  const path = `/api/v1/payments/${payment.id}`;
  const { organization } = await provider.get<{ organization: { name: string } }>('/api/v1/sessions/current');
  const digits = Array.from({ length: 16 }, () => Math.floor(Math.random() * 10)).join('');
  await provider.post(`${path}/request`, {
    invoiceNumber: `2632${digits}`,
    invoiceDate: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    amount: payment.amount,
    payeeName: organization.name,
    bank: '中国农业银行海陵支行',
    account: '10204001040012345',
  });
  walk.story.tell(provider.login, `凭发票申请付款 ${payment.amount} 元`);
  const [handler, checker, approver] = [await walk.cast.handler(), await walk.cast.as('cz-checker'), await walk.cast.as('cz-approver')];
  await handler.post(`${path}/confirmation`);
  walk.story.tell(handler.login, '单位确认');
  await checker.post(`${path}/check`);
  walk.story.tell(checker.login, '财政初审：合同、验收、发票三方一致');
  await approver.confirm();
  await approver.post(`${path}/approval`);
  walk.story.tell(approver.login, '另一人复核放款');
  await settle(walk, path, payment);
  walk.story.tell('public', `合同 ${signed.number} 首期款已支付`, `/contracts/${signed.number}/payments`);
}

/** The treasury's part: reads the order, answers it; the same answer twice changes nothing. */
async function settle(walk: Walk, path: string, payment: Payment): Promise<void> {
  const [checker, cashier] = [await walk.cast.as('cz-checker'), await walk.cast.as('cz-cashier')];
  const { orders } = await until('the treasury order to be written', 20, async () => {
    const now = await checker.get<Payment>(path);
    return now.state === 'instructed' && now;
  });
  const answer = Buffer.from(`order,status,amount,reason\r\n${orders.at(-1)!.id},ACSC,${payment.amount},\r\n`);
  await cashier.send('/api/v1/treasury-answers', 'text/csv', answer);
  await cashier.send('/api/v1/treasury-answers', 'text/csv', answer);
  await until('the payment to be settled', 20, async () => (await checker.get<Payment>(path)).state === 'paid');
  walk.story.tell(cashier.login, '导入国库回执（导入两次，只记一次）');
}
