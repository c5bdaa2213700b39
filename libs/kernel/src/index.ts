export { type Lifecycle, acts, diagram, next } from './lifecycle.js';
export {
  type Fact,
  type Facts,
  type FieldFault,
  type Refusal,
  type RefusalCatalogue,
  type RefusalKind,
  type Sentence,
  Refused,
  absent,
  ensure,
  found,
  refuse,
} from './refusal.js';
export { type Actor, type Policy, type Role, authorize, confirmedWithin, has, nobody, roles, system } from './actor.js';
export { type Fen, allot, inWords, parseYuan, portion, showYuan, toYuan, yuan } from './money.js';
