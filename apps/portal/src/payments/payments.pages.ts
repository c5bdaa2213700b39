import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { OverduePages } from './overdue.page.js';
import { PaymentDesk } from './payment-desk.js';
import { PaymentListPages } from './payment-list.page.js';
import { PaymentPages } from './payment.page.js';
import { PaymentsBlock } from './payments.block.js';
import { paymentsMessages } from './payments.messages.js';
import { PaymentsTodo } from './payments.todo.js';
import { PublicPaymentsPages } from './public-payments.page.js';
import { ReconcilePages } from './reconcile.page.js';
import { PaymentRequestPages } from './request.page.js';

registerMessages(paymentsMessages);

export const paymentsPages: Type[] = [
  PaymentListPages,
  PaymentRequestPages,
  PaymentPages,
  ReconcilePages,
  OverduePages,
  PublicPaymentsPages,
];
export const paymentsPageProviders: Provider[] = [PaymentDesk, PaymentsTodo, PaymentsBlock];
