import { valueOf } from './amount.rules.js';
import { stamp } from './ids.rules.js';
import { type Body, reference, type Story } from './release.view.js';
import { type Process, told } from './tender.release.view.js';

/** An order called off from a framework agreement, as its announcement shows it. */
export interface PublicOrder {
  readonly id: string;
  readonly number: string;
  readonly supplier: Body;
  readonly amount: bigint;
  readonly reason: string;
  readonly acceptedAt: Date;
}

/** The first stage is over: the competition is complete, orders follow. */
export function frameworkStory(process: Process): Story {
  return told(process, ['tenderUpdate'], { tender: { id: process.number, status: 'complete' } });
}

/** Each order of the second stage is an award of its own. */
export function orderStory(process: Process, order: PublicOrder): Story {
  const { id, number, supplier, amount, reason, acceptedAt } = order;
  return told(
    process,
    ['award'],
    {
      awards: [
        {
          id,
          title: `框架协议订单 ${number}`,
          description: reason,
          status: 'active',
          date: stamp(acceptedAt),
          value: valueOf(amount),
          suppliers: [reference(supplier)],
        },
      ],
    },
    [[supplier, ['supplier']]],
  );
}
