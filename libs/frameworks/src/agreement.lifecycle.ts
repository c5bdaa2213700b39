import type { Lifecycle } from '#kernel';

export const agreementStates = ['signing', 'in_force', 'expired', 'summarized', 'lapsed', 'terminated'] as const;
export type AgreementState = (typeof agreementStates)[number];
export type AgreementAct = 'bind' | 'lapse' | 'tell' | 'file' | 'fund' | 'supplement' | 'order' | 'expire' | 'summarize' | 'terminate';

/** A framework agreement: signed by its entrants, called off while it is in force, summed up when it is over. */
export const agreementLifecycle: Lifecycle<AgreementState, AgreementAct> = {
  signing: { bind: 'in_force', lapse: 'lapsed' },
  in_force: {
    tell: 'in_force',
    file: 'in_force',
    fund: 'in_force',
    supplement: 'in_force',
    order: 'in_force',
    expire: 'expired',
    terminate: 'terminated',
  },
  expired: { summarize: 'summarized' },
  summarized: {},
  lapsed: {},
  terminated: { summarize: 'summarized' },
};
