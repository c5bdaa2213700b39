import type { Agreement, Entrant } from './agreement.entity.js';
import type { FrameworksEvents } from './frameworks.events.js';
import type { Order } from './order.entity.js';

interface Told {
  readonly type: string;
  readonly subject: string;
  readonly project: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const about = ({ number, departmentId }: Agreement) => ({ number, departmentId });

/** An entry about the agreement itself. */
export const ofAgreement = <T extends keyof FrameworksEvents>(agreement: Agreement, type: T, facts: FrameworksEvents[T]): Told => ({
  type,
  subject: agreement.id,
  project: agreement.procedureId,
  facts: { ...about(agreement), ...facts },
});

/** An entry about one entrant. */
export const ofEntrant = (
  agreement: Agreement,
  { id, providerId }: Pick<Entrant, 'id' | 'providerId'>,
  type: Extract<keyof FrameworksEvents, `entrant.${string}`>,
  facts: Readonly<Record<string, unknown>> = {},
): Told => ({
  type,
  subject: id,
  project: agreement.procedureId,
  facts: { ...about(agreement), agreementId: agreement.id, providerId, ...facts },
});

/** An entry about an order. */
export const ofOrder = (
  agreement: Agreement,
  order: Pick<Order, 'id' | 'number' | 'amount'>,
  type: Extract<keyof FrameworksEvents, `order.${string}`>,
  facts: Readonly<Record<string, unknown>> = {},
): Told => ({
  type,
  subject: order.id,
  project: agreement.procedureId,
  facts: { number: order.number, departmentId: agreement.departmentId, agreementId: agreement.id, amount: order.amount, ...facts },
});
