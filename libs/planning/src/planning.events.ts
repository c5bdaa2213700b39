/** What this room writes into the journal. Amounts are fen as text. */
export interface PlanningEvents {
  'plan-file.imported': { kind: string; rows: number; sha256: string };
  'budget-line.approved': { number: string; departmentId: string; amount: string };
  'budget-line.adjusted': { number: string; from: string; to: string; reason: string };
  'budget-line.closed': { number: string; returned: string };
  'plan-item.drafted': Named;
  'plan-item.edited': Named;
  'plan-item.submitted': Named & { line: string; amount: string; method: string };
  'plan-item.endorsed': Named;
  'plan-item.returned': Named & { from: string; reason: string };
  'plan-item.approved': Named & { line: string; amount: string; reservation: string; splitReason?: string };
  'plan-item.announced': Named & {
    title: string;
    amount: string;
    method: string;
    quarter: string;
    officialUrl: string;
    publishedAt: string;
  };
  'plan-item.used': Named & { procedureId: string };
  'plan-item.released': Named & { procedureId: string };
  'plan-item.settled': Named & { contractId: string; price: string; returned: string };
  'plan-item.drawn': Named & { contractId: string; price: string; left: string };
  'plan-item.dropped': Named & { reason: string; announced: boolean };
}
interface Named {
  number: string;
  departmentId: string;
}
