import type { Lifecycle } from '#kernel';

export type LotState = 'open' | 'reported' | 'decided' | 'final' | 'failed';
export type LotAct = 'report' | 'decide' | 'reopen' | 'finalize' | 'fail';

/** One lot's way through its evaluation. It fails alone; the others go on. */
export const lotLifecycle: Lifecycle<LotState, LotAct> = {
  open: { report: 'reported', fail: 'failed' },
  reported: { decide: 'decided', fail: 'failed' },
  decided: { reopen: 'reported', finalize: 'final' },
  final: {},
  failed: {},
};

/** Nothing more happens to a lot that has its contract or has failed. */
export const settledLotStates: readonly LotState[] = ['final', 'failed'];
