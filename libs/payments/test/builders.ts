import { AssessmentQueries, PostingService, ScoringService } from '#assessment';
import type { WholeContract } from '#contracts';
import { MilestoneQueries, MilestoneService } from '#delivery';
import { type Actor, toYuan } from '#kernel';
import { type Payment, PaymentQueries, PaymentService, type RequestPayment, RequestService } from '#payments';
import { Outbox } from '#platform';
import { anActiveContract } from '../../contracts/test/builders.js';
import type { TestRooms } from '../../platform/test/harness.js';
import { anActor, type Cast } from '../../tendering/test/builders.js';

/** The finance clerk of the first provider. */
export const clerkOf = (cast: Cast): Actor => anActor(cast.providers[0]!.organizationId, '冯财务', 'provider_finance');

/** Work shown, accepted, scored and agreed; answers what is then payable, null when nothing is. */
export async function aResult(rooms: TestRooms, cast: Cast, contract: WholeContract, score = '95', place = 0): Promise<Payment | null> {
  const milestone = (await rooms.get(MilestoneQueries).ofContract(contract.id))[place]!;
  const figures = contract.indicators.map(({ id }) => ({ indicatorId: id, actual: '见工作日志' }));
  await rooms.get(MilestoneService).submit(cast.providers[0]!, milestone.id, { figures, text: '本期服务已按约定完成,数据见日志。' });
  await rooms.get(MilestoneService).accept(cast.acceptor, milestone.id, { text: '现场核对无误' });
  await rooms.settle();
  const { id } = (await rooms.get(AssessmentQueries).ofMilestone(milestone.id))!;
  const scores = contract.indicators.map((indicator) => ({
    indicatorId: indicator.id,
    score,
    reason: '按抽查记录',
  }));
  await rooms.get(ScoringService).score(cast.otherHandler, id, { scores });
  await rooms.get(ScoringService).close(cast.otherHandler, id);
  await rooms.get(ScoringService).post(cast.acceptor, id);
  await rooms.get(PostingService).agree(cast.providers[0]!, id);
  await rooms.settle();
  return rooms.get(PaymentQueries).ofInstalment(milestone.instalmentId);
}

/** A contract in force with its first instalment payable. */
export async function aPayable(rooms: TestRooms, cast: Cast, score = '95'): Promise<{ contract: WholeContract; payment: Payment }> {
  const contract = await anActiveContract(rooms, cast);
  return { contract, payment: (await aResult(rooms, cast, contract, score))! };
}

let serial = 0;
/** A number nobody has used yet, issued this year in Jiangsu. */
export function anInvoiceNumber(day: string): string {
  serial += 1;
  return `${day.slice(2, 4)}322${String(serial).padStart(15, '0')}`;
}

/** What a careful clerk sends. */
export function aRequest(contract: WholeContract, payment: Payment, wish: Partial<RequestPayment> = {}): RequestPayment {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  return {
    invoiceNumber: anInvoiceNumber(today),
    invoiceDate: today,
    amount: toYuan(payment.amount),
    payeeName: contract.content.provider.name,
    bank: '中国农业银行海陵支行',
    account: '1020 3040 5060 7080',
    ...wish,
  };
}

/** Requested, confirmed and checked: it only waits for the release. */
export async function aChecked(
  rooms: TestRooms,
  cast: Cast,
  contract: WholeContract,
  payment: Payment,
  wish: Partial<RequestPayment> = {},
): Promise<void> {
  await rooms.get(RequestService).request(clerkOf(cast), payment.id, aRequest(contract, payment, wish));
  await rooms.get(PaymentService).confirm(cast.handler, payment.id);
  await rooms.get(PaymentService).check(cast.financeChecker, payment.id);
}

/** Released and written; answers the order's id. */
export async function anInstructed(rooms: TestRooms, cast: Cast, contract: WholeContract, payment: Payment): Promise<string> {
  await aChecked(rooms, cast, contract, payment);
  await rooms.get(PaymentService).approve(cast.financeApprover, payment.id);
  await rooms.get(Outbox).sendWaiting();
  return (await rooms.get(PaymentQueries).attempts([payment.id])).at(-1)!.id;
}

/** A bank's answer to one order. */
export const pain002 = (endToEndId: string, status: string, amount?: string, reason = 'AC04'): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>A${Math.random()}</MsgId><CreDtTm>2026-11-23T10:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${endToEndId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${endToEndId}</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>
<TxSts>${status}</TxSts>${status === 'RJCT' ? `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf>` : ''}
${amount ? `<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt></OrgnlTxRef>` : ''}</TxInfAndSts></OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>`);
