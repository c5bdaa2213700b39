import { type Deadline, light, type Light } from '#calendar';
import type { Payment, PaymentStep } from './payment.entity.js';
import { type Holder, holders } from './payment.lifecycle.js';
import { type Stage, stages } from './tracker.rules.js';

/** Whoever holds a stage before a payment exists, or the payment's own holder. */
export type StageHolder = Holder | 'acceptor' | 'assessor';

export interface TrackedStage {
  readonly no: number;
  readonly stage: Stage;
  readonly standing: 'done' | 'here' | 'ahead';
  readonly holder: StageHolder;
  /** Since when it is here. */
  readonly since: Date | null;
  readonly doneAt: Date | null;
  readonly dueAt: Date | null;
  readonly light: Light;
  /** Why it came back, when it did. */
  readonly returned: { readonly code: string; readonly text: string | null; readonly at: Date } | null;
}

/** What the tracker needs to know of the three things it follows. */
export interface Tracked {
  readonly milestone: {
    readonly state: string;
    readonly version: number;
    readonly submittedAt: Date | null;
    readonly answeredAt: Date | null;
  } | null;
  readonly assessment: {
    readonly state: string;
    readonly openedAt: Date;
    readonly finalAt: Date | null;
  } | null;
  readonly payment: Pick<Payment, 'state' | 'since' | 'payableAt' | 'paidAt'> | null;
  readonly steps: readonly PaymentStep[];
  /** Clocks of all three. */
  readonly deadlines: readonly Deadline[];
}

const keysOf: Readonly<Record<Stage, RegExp>> = {
  work: /^delivery\.(submission|rectify)$/,
  acceptance: /^(delivery\.acceptance|assessment\..+)$/,
  invoice: /^$/,
  request: /^payment\.confirm$/,
  check: /^payment\.(check|approve)$/,
  order: /^payment\.instruct$/,
  arrival: /^payment\.settle$/,
};

/** The seven stages of one instalment as everybody sees them; a pure reading of what happened and what is due. */
export function tracker(tracked: Tracked, now: Date): TrackedStage[] {
  const done = doneTimes(tracked);
  const here = stages.findIndex((stage) => done[stage] === null);
  return stages.map((stage, place) => {
    const standing = here === -1 || place < here ? 'done' : place === here ? 'here' : 'ahead';
    const clocks = standing === 'ahead' ? [] : tracked.deadlines.filter(({ key }) => keysOf[stage].test(key));
    const open = clocks.filter(({ metAt, cancelledAt }) => !metAt && !cancelledAt);
    const returned = standing === 'here' ? returnedAt(stage, tracked) : null;
    return {
      no: place + 1,
      stage,
      standing,
      holder: holderOf(stage, tracked),
      since: standing === 'here' ? sinceOf(stage, tracked, place === 0 ? null : done[stages[place - 1]!]) : null,
      doneAt: standing === 'done' ? done[stage] : null,
      dueAt: standing === 'here' ? (open[0]?.dueAt ?? null) : null,
      light: standing === 'ahead' ? 'grey' : worst(standing === 'here' ? open : clocks, now, returned !== null),
      returned,
    };
  });
}

function doneTimes({ milestone, assessment, payment, steps }: Tracked): Record<Stage, Date | null> {
  const shown = milestone && ['submitted', 'accepted'].includes(milestone.state);
  const last = (act: PaymentStep['act']): Date | null => steps.filter((step) => step.act === act).at(-1)?.at ?? null;
  const reached = (...states: string[]): boolean => payment !== null && states.includes(payment.state);
  const ordered = ['instructed', 'unknown', 'paid'];
  return {
    work: shown ? milestone.submittedAt : null,
    acceptance: shown ? (payment?.payableAt ?? assessment?.finalAt ?? null) : null,
    invoice: payment && !reached('payable', 'returned') ? last('request') : null,
    request: payment && !reached('payable', 'returned', 'requested') ? last('confirm') : null,
    check: reached('approved', ...ordered) ? last('approve') : null,
    order: reached(...ordered) ? last('instruct') : null,
    arrival: payment?.paidAt ?? null,
  };
}

function sinceOf(stage: Stage, { milestone, assessment, payment }: Tracked, before: Date | null): Date | null {
  if (payment) return payment.since;
  return stage === 'acceptance' ? (assessment?.openedAt ?? before) : (milestone?.answeredAt ?? before);
}

const before: Readonly<Record<Stage, StageHolder>> = {
  work: 'provider',
  acceptance: 'acceptor',
  invoice: 'provider',
  request: 'department',
  check: 'checker',
  order: 'cashier',
  arrival: 'treasury',
};

/** The present holder where the stage is here; otherwise who usually holds it. */
function holderOf(stage: Stage, { assessment, payment }: Tracked): StageHolder {
  const now = payment && holders[payment.state];
  if (stage === 'acceptance') return assessment ? 'assessor' : 'acceptor';
  if (stage === 'check' && now === 'approver') return now;
  if (stage === 'arrival' && now === 'cashier' && payment?.state === 'unknown') return now;
  return before[stage];
}

function returnedAt(stage: Stage, { milestone, payment, steps }: Tracked): TrackedStage['returned'] {
  const last = (act: PaymentStep['act']): PaymentStep | undefined => steps.filter((step) => step.act === act).at(-1);
  if (stage === 'work' && milestone && milestone.version > 0 && milestone.answeredAt)
    return { code: 'work', text: null, at: milestone.answeredAt };
  const step = payment?.state === 'returned' ? last('return') : payment?.state === 'rejected' ? last('reject') : undefined;
  return step ? { code: step.code ?? 'bank', text: step.text, at: step.at } : null;
}

const order: readonly Light[] = ['red', 'amber', 'green', 'grey'];

/** The worst of the clocks; what came back once is watched. */
function worst(clocks: readonly Deadline[], now: Date, returned: boolean): Light {
  const lights: Light[] = [
    ...clocks.map((clock) => light(clock, now)).filter((one) => one !== 'grey'),
    ...(returned ? (['amber'] as const) : []),
  ];
  return order.find((one) => lights.includes(one)) ?? 'green';
}
