/** What this room writes into the journal. Every entry also has the agreement's or the order's number and departmentId; amounts are fen as text. */
export interface FrameworksEvents {
  'framework.concluded': { kind: string; lots: number; entrants: number };
  'framework.supplemented': { procedureId: string; entrants: number };
  'framework.funded': { planItemId: string };
  'framework.in-force': { endsAt: Date; entrants: number };
  'framework.told': { entrants: number };
  'framework.filed': { reference: string };
  'framework.lapsed': Readonly<Record<string, never>>;
  'framework.expired': Readonly<Record<string, never>>;
  'framework.terminated': Readonly<Record<string, never>>;
  'framework.summarized': { orders: number; amount: string };
  'entrant.named': OfEntrant;
  'entrant.signed': OfEntrant & { side: string; sha256: string };
  'entrant.entered': OfEntrant;
  'entrant.lapsed': OfEntrant;
  'entrant.applied': OfEntrant;
  'entrant.reviewed': OfEntrant & { outcome: string };
  /** An objection was upheld: its application is reviewed again. */
  'entrant.reopened': OfEntrant;
  'entrant.withdrawn': OfEntrant;
  'entrant.left': OfEntrant;
  'entrant.removed': OfEntrant & { ground: string };
  'entrant.end-announced': OfEntrant;
  'order.placed': OfOrder & { way: string; lot: string };
  'order.approved': OfOrder;
  'order.offered': OfOrder & { providerId: string };
  'order.skipped': OfOrder & { entrantId: string };
  'order.quoted': OfOrder;
  'order.accepted': OfOrder & { providerId: string };
  'order.declined': OfOrder;
  'order.failed': OfOrder;
  'order.cancelled': OfOrder;
  'order.announced': OfOrder & { providerId: string };
  'order.contracted': OfOrder & { contractId: string };
  'order.completed': OfOrder;
  'order.evidence-recorded': OfOrder & { quantity: number };
  'order.evidence-confirmed': OfOrder & { quantity: number };
  'order.feedback': OfOrder & { rating: number };
}
interface OfEntrant {
  readonly agreementId: string;
  readonly providerId: string;
}
interface OfOrder {
  readonly agreementId: string;
  readonly amount: string;
}
