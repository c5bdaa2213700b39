export { LedgerModule } from './ledger.module.js';
export { ledgerPolicy } from './ledger.policy.js';
export { type AccountBalance, type Found, type LedgerCheck, LedgerQueries, type TransferFilter } from './ledger.queries.js';
export { ledgerRefusals } from './ledger.refusals.js';
export {
  type Balances,
  type Folded,
  type LedgerFault,
  type LimitKind,
  type Transfer,
  type TransferKind,
  compare,
  fold,
} from './ledger.rules.js';
export { type AccountOptions, Ledger, type Posting } from './ledger.service.js';
export { type TransferColumn, balanceView, transferColumns, transferView } from './ledger.view.js';
export { type LineFigures, LineFigureQueries } from './line-figures.queries.js';
