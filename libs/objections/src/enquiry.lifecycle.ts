import type { Lifecycle } from '#kernel';

export const enquiryStates = ['asked', 'held', 'answered'] as const;
export type EnquiryState = (typeof enquiryStates)[number];
export type EnquiryAct = 'hold' | 'answer';

/** 询问: asked by anybody who takes part; one that may change the result holds the award until its answer. */
export const enquiryLifecycle: Lifecycle<EnquiryState, EnquiryAct> = {
  asked: { hold: 'held', answer: 'answered' },
  held: { answer: 'answered' },
  answered: {},
};
