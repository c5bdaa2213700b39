import type { Type } from '@nestjs/common';
import { ContractPaymentsController } from './contract-payments.controller.js';
import { PaymentController } from './payment.controller.js';
import { TreasuryController } from './treasury.controller.js';

export const paymentsControllers: Type[] = [PaymentController, TreasuryController, ContractPaymentsController];
