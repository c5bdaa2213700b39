import { yuan } from '#kernel';
import { readAnswer } from './answer-file.gateway.js';
import { judge } from './answer.rules.js';
import { amountFault, invoiceNumberFault } from './invoice.rules.js';
import { daysLate } from './late.rules.js';
import { allAgree, matched, type Matching } from './match.rules.js';
import type { PaymentStep } from './payment.entity.js';
import { paymentLifecycle, paymentStates } from './payment.lifecycle.js';
import { endToEndId, orderCsv, orderIdOf, orderXml, type TreasuryOrder } from './treasury-order.rules.js';
import { saysTheSame } from './treasury.gateway.js';
import { type Tracked, tracker } from './tracker.view.js';

const order: TreasuryOrder = {
  id: '0198f0a0-1111-7222-8333-444455556666',
  paymentNumber: '321202-2026-ZF-0001',
  amount: yuan('240000.00'),
  orderedAt: new Date('2026-11-22T02:00:00Z'),
  executeOn: '2026-11-22',
  payer: { name: '海陵区民政局', uscc: '11321202M00000107M', account: 'TSA-321202' },
  payee: { name: '甲&乙 "服务" <中心>', bank: '农业银行', account: '1020304050607080' },
  contractNumber: '321202-2026-HT-0001',
  line: '2026-MZ-01',
};

describe('an invoice number', () => {
  const date = '2026-11-02';
  it.each([
    ['26322000000000000001', undefined],
    ['2632200000000000001', 'invoice.number'],
    ['26322000000000000001x', 'invoice.number'],
    ['26092000000000000001', 'invoice.region'],
    ['25322000000000000001', 'invoice.year'],
  ])('%s is judged as %s', (number, code) => expect(invoiceNumberFault({ number, date })?.code).toBe(code));
  it('is for what is payable, and the difference is told to the fen', () => {
    const sums = { instalment: yuan('240000.00'), payable: yuan('216000.00') };
    expect(amountFault({ amount: yuan('216000.00') }, sums)).toBeUndefined();
    expect(amountFault({ amount: yuan('240000.00') }, sums)).toMatchObject({
      code: 'payment.amount-above',
      facts: { difference: yuan('24000.00') },
    });
    expect(amountFault({ amount: yuan('215999.99') }, sums)).toMatchObject({
      code: 'payment.amount-below',
      facts: { difference: 1n },
    });
  });
});

describe('a match', () => {
  const clean: Matching = {
    amount: 90n,
    contract: {
      number: 'HT',
      bound: true,
      provider: '甲(中心)',
      price: 300n,
      instalmentNo: 1,
      instalment: 100n,
      others: 210n,
    },
    acceptance: { no: 1, accepted: true, acceptedAt: new Date(0), final: true, payable: 90n, deduction: 10n },
    invoice: { number: 'x', date: '2026-11-02', payee: '甲（中心） ', amount: 90n, own: true },
  };
  it('passes when the three papers agree, whatever the width of brackets', () => expect(allAgree(matched(clean))).toBeUndefined());
  it.each([
    ['payee', { ...clean, invoice: { ...clean.invoice, payee: '乙' } }],
    ['instalment', { ...clean, acceptance: { ...clean.acceptance, deduction: 11n } }],
    ['acceptance', { ...clean, acceptance: { ...clean.acceptance, final: false } }],
    ['amount', { ...clean, invoice: { ...clean.invoice, amount: 91n } }],
    ['invoice', { ...clean, invoice: { ...clean.invoice, own: false } }],
    ['total', { ...clean, contract: { ...clean.contract, others: 211n } }],
  ])('stops at %s', (item, matching) => {
    expect(allAgree(matched(matching as Matching))?.fields.map(({ code }) => code)).toEqual([`match.${item}`]);
  });
});

describe('lateness', () => {
  const due = new Date('2026-12-02T16:00:00Z');
  it.each([
    ['2026-12-02T15:59:59Z', 0],
    ['2026-12-02T16:00:00Z', 1],
    ['2026-12-03T15:59:59Z', 1],
    ['2026-12-22T15:00:00Z', 20],
  ])('at %s is %d days', (at, days) => expect(daysLate(due, new Date(at), 1)).toBe(days));
  it('runs as fast as the periods of the sandbox', () => expect(daysLate(due, new Date(due.getTime() + 60_000), 14_400)).toBe(11));
});

describe('an order file', () => {
  it('says what the order says when the bank reads it back, with any sign in a name', () => {
    expect(saysTheSame(orderXml(order), order)).toBe(true);
    expect(saysTheSame(orderXml({ ...order, amount: 1n }), order)).toBe(false);
    expect(saysTheSame(orderXml(order).replace('1020304050607080', '1020304050607081'), order)).toBe(false);
  });
  it('is the same bytes every time', () =>
    expect([orderXml(order), orderCsv(order)]).toEqual([orderXml({ ...order }), orderCsv({ ...order })]));
  it('keeps a spreadsheet from running a name', () =>
    expect(orderCsv({ ...order, payee: { ...order.payee, name: '=cmd()' } })).toContain('"\t=cmd()"'));
  it('carries an id that is found again, with hyphens and without', () => {
    expect(orderIdOf(endToEndId(order.id))).toBe(order.id);
    expect([orderIdOf(order.id.toUpperCase()), orderIdOf('nonsense')]).toEqual([order.id, null]);
  });
});

describe('an answer', () => {
  const line = { reference: order.id, status: 'ACSC', amount: 5n, reason: null, readable: true };
  const known = { amount: 5n, state: 'written', payment: 'instructed' } as const;
  it.each([
    [line, known, { outcome: 'settle' }],
    [{ ...line, amount: null }, known, { outcome: 'settle' }],
    [{ ...line, status: 'RJCT' }, known, { outcome: 'reject' }],
    [{ ...line, status: 'PDNG' }, known, { outcome: 'waiting' }],
    [line, { ...known, state: 'paid' as const }, { outcome: 'repeated' }],
    [
      { ...line, status: 'RJCT' },
      { ...known, state: 'paid' as const },
      { outcome: 'exception', kind: 'contradicts' },
    ],
    [line, { ...known, state: 'rejected' as const }, { outcome: 'exception', kind: 'contradicts' }],
    [{ ...line, amount: 6n }, known, { outcome: 'exception', kind: 'amount-differs' }],
    [line, null, { outcome: 'exception', kind: 'unknown-order' }],
    [{ ...line, status: 'XXXX' }, known, { outcome: 'exception', kind: 'unreadable' }],
  ])('%# leads to its outcome', (given, to, verdict) => expect(judge(given, to)).toEqual(verdict));
  it('is read from a group status when no transaction is named', () => {
    const xml = `<?xml version="1.0"?><p:Document xmlns:p="x"><p:CstmrPmtStsRpt><p:OrgnlGrpInfAndSts><p:OrgnlMsgId>${endToEndId(order.id)}</p:OrgnlMsgId><p:GrpSts>RJCT</p:GrpSts></p:OrgnlGrpInfAndSts></p:CstmrPmtStsRpt></p:Document>`;
    expect(readAnswer(Buffer.from(xml))).toMatchObject({
      kind: 'pain.002',
      lines: [{ status: 'RJCT', readable: true }],
    });
  });
  it('is read from a CSV of either language, and a broken amount is not lost', () => {
    const { lines } = readAnswer(Buffer.from(`支付指令号,状态,金额（元）,原因\n${order.id},失败,5.00,账号错误\n${order.id},成功,五元,\n`));
    expect(lines).toEqual([
      { reference: order.id, status: 'RJCT', amount: 500n, reason: '账号错误', readable: true },
      { reference: order.id, status: 'ACSC', amount: null, reason: null, readable: false },
    ]);
  });
});

describe('the tracker', () => {
  const at = (minute: number): Date => new Date(minute * 60_000);
  const step = (act: PaymentStep['act'], minute: number, more: Partial<PaymentStep> = {}): PaymentStep => ({
    id: `${minute}`,
    paymentId: 'p',
    act,
    from: 'payable',
    to: 'requested',
    person: 'x',
    organizationId: 'o',
    code: null,
    text: null,
    at: at(minute),
    ...more,
  });
  const worked: Tracked = {
    milestone: { state: 'accepted', version: 1, submittedAt: at(1), answeredAt: at(2) },
    assessment: { state: 'final', openedAt: at(2), finalAt: at(3) },
    payment: { state: 'requested', since: at(4), payableAt: at(3), paidAt: null },
    steps: [step('request', 4)],
    deadlines: [],
  };
  const standings = (tracked: Tracked): string =>
    tracker(tracked, at(10))
      .map(({ standing }) => standing[0])
      .join('');

  it('is at one stage at a time, in every state of a payment', () => {
    const steps = [step('request', 4), step('confirm', 5), step('check', 6), step('approve', 7), step('instruct', 8)];
    const seen = paymentStates.map((state) =>
      standings({
        ...worked,
        steps,
        payment: { state, since: at(9), payableAt: at(3), paidAt: state === 'paid' ? at(9) : null },
      }),
    );
    expect(Object.fromEntries(paymentStates.map((state, place) => [state, seen[place]]))).toEqual({
      payable: 'ddhaaaa',
      requested: 'dddhaaa',
      returned: 'ddhaaaa',
      confirmed: 'ddddhaa',
      checked: 'ddddhaa',
      approved: 'dddddha',
      instructed: 'ddddddh',
      unknown: 'ddddddh',
      rejected: 'ddddhaa',
      paid: 'ddddddd',
    });
  });
  it('begins with the work, and says that it came back', () => {
    const returned: Tracked = {
      ...worked,
      milestone: { state: 'planned', version: 1, submittedAt: at(1), answeredAt: at(2) },
      assessment: null,
      payment: null,
      steps: [],
    };
    expect(standings(returned)).toBe('haaaaaa');
    expect(tracker(returned, at(10))[0]).toMatchObject({ light: 'amber', returned: { code: 'work' } });
  });
  it('gives the reason of a return', () => {
    const steps = [step('request', 4), step('return', 5, { code: 'payee-wrong', text: '开户行不全' })];
    const [, , here] = tracker({ ...worked, steps, payment: { state: 'returned', since: at(5), payableAt: at(3), paidAt: null } }, at(10));
    expect(here).toMatchObject({
      standing: 'here',
      holder: 'provider',
      light: 'amber',
      returned: { code: 'payee-wrong', text: '开户行不全' },
    });
  });
});

describe('the lifecycle of a payment', () => {
  it('never leaves paid, and repeats a rejected order only through a new check', () => {
    expect(paymentLifecycle.paid).toEqual({});
    expect(paymentLifecycle.rejected).toEqual({ check: 'checked', return: 'returned' });
    expect(Object.values(paymentLifecycle.unknown).sort()).toEqual(['paid', 'rejected']);
  });
});
