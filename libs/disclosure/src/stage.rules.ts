import { fenOf } from './amount.rules.js';
import { isObject, type JsonObject, listAt, textAt } from './json.view.js';

export const stages = [
  'planned',
  'withdrawn',
  'settled',
  'open',
  'suspended',
  'cancelled',
  'failed',
  'opened',
  'awarded',
  'award_withdrawn',
  'contracted',
  'delivery',
  'paying',
  'ended',
] as const;
export type Stage = (typeof stages)[number];

/** Where a process stands, read from its compiled release alone. */
export function stageOf(compiled: JsonObject): Stage {
  const status = textAt(compiled, 'tender', 'status');
  const contracts = listAt(compiled, 'contracts');
  const awards = listAt(compiled, 'awards').map(({ status: is }) => is);
  if (status === 'planned') return 'planned';
  if (status === 'withdrawn') return 'withdrawn';
  if (contracts.length) return contractStage(contracts);
  if (status === 'cancelled') return 'cancelled';
  if (status === 'unsuccessful') return 'failed';
  if (awards.length) return awards.some((is) => is === 'pending' || is === 'active') ? 'awarded' : 'award_withdrawn';
  if (status === 'complete') return 'settled';
  if (compiled.bids) return 'opened';
  return isObject(compiled.tender) && compiled.tender.suspended === true ? 'suspended' : 'open';
}

function contractStage(contracts: readonly JsonObject[]): Stage {
  if (contracts.every(({ status }) => status === 'terminated' || status === 'cancelled')) return 'ended';
  if (contracts.some((contract) => listAt(contract, 'implementation', 'transactions').length)) return 'paying';
  const met = contracts.flatMap((contract) => listAt(contract, 'implementation', 'milestones')).some(({ status }) => status === 'met');
  return met ? 'delivery' : 'contracted';
}

/** Money of a process in fen: held in the budget, promised by contracts, arrived. */
export function moneyOf(compiled: JsonObject): { planned: bigint; contracted: bigint; paid: bigint } {
  const contracts = listAt(compiled, 'contracts');
  const planning = isObject(compiled.planning) && isObject(compiled.planning.budget) ? compiled.planning.budget.amount : null;
  const sum = (values: readonly JsonObject[]): bigint => values.reduce((total, { value }) => total + amount(value), 0n);
  return {
    planned: amount(planning),
    contracted: sum(contracts),
    paid: sum(contracts.flatMap((contract) => listAt(contract, 'implementation', 'transactions'))),
  };
}

const amount = (value: unknown): bigint => (isObject(value) ? fenOf(value.amount) : 0n);
