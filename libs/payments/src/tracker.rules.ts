import type { PaymentState } from './payment.lifecycle.js';

/** The seven stages everybody sees: 提交成果 单位验收 发票登记 付款申请 财政审核 国库支付 到账确认. */
export const stages = ['work', 'acceptance', 'invoice', 'request', 'check', 'order', 'arrival'] as const;
export type Stage = (typeof stages)[number];

/** The stage a payment is in, 1–7; a paid one has arrived at the last. */
export const stageOf: Readonly<Record<PaymentState, number>> = {
  payable: 3,
  returned: 3,
  requested: 4,
  confirmed: 5,
  checked: 5,
  rejected: 5,
  approved: 6,
  instructed: 7,
  unknown: 7,
  paid: 7,
};
