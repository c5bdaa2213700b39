import { Injectable } from '@nestjs/common';
import type { WholeContract } from '#contracts';
import { type Payment, PaymentQueries } from '#payments';
import { ContractBlocks, type ContractBlock, type ContractBlockSource, type Reading } from '../contracts/contract-blocks.js';
import { paymentColours } from './payment.data.js';

/** What a contract's page says of its money. */
@Injectable()
export class PaymentsBlock implements ContractBlockSource {
  constructor(
    blocks: ContractBlocks,
    private readonly payments: PaymentQueries,
  ) {
    blocks.add(this);
  }

  async block({ id, number, publishedAt, instalments }: WholeContract, reading: Reading): Promise<ContractBlock> {
    const payments = await this.payments.ofContracts([id]);
    const rows = payments.map((payment) =>
      this.row(payment, reading, instalments.find((one) => one.id === payment.instalmentId)?.name ?? payment.number),
    );
    const more = publishedAt ? { title: { key: 'payments.public' }, href: `/contracts/${number}/payments` } : undefined;
    return { title: { key: 'payments.blockTitle' }, rows, none: { key: 'payments.blockNone' }, more };
  }

  private row({ number, amount, state, paidAt }: Payment, reading: Reading, name: string): ContractBlock['rows'][number] {
    return {
      title: name,
      href: reading === 'public' ? null : `/${reading}/payments/${number}`,
      state: { word: { key: `payments.state.${state}` }, colour: paymentColours[state] },
      facts: [
        { label: { key: 'payments.amount' }, value: { key: 'payments.yuan', facts: { amount } } },
        ...(paidAt ? [{ label: { key: 'payments.paidAt' }, value: '', at: paidAt }] : []),
      ],
    };
  }
}
