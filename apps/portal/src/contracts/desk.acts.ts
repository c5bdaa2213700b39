import {
  allInstalmentsClosed,
  type ContractAct,
  contractLifecycle,
  mayDraft,
  mayEnd,
  mayFile,
  mayOffer,
  mayPublish,
  mayReject,
  maySign,
  sideOf,
  type WholeContract,
} from '#contracts';
import { type Actor, acts, has, type Policy } from '#kernel';
import type { Said } from '../kit/index.js';

/** The page of an act, below the contract's own: a noun, as in the API. */
export const deskActs = ['offer', 'signature', 'rejection', 'publication', 'filing', 'completion', 'termination'] as const;
export type DeskAct = (typeof deskActs)[number];

const lifecycleAct: Readonly<Record<DeskAct, ContractAct>> = {
  offer: 'offer',
  signature: 'sign',
  rejection: 'reject',
  publication: 'publish',
  filing: 'file',
  completion: 'complete',
  termination: 'terminate',
};

const policies: Readonly<Record<DeskAct, Policy<WholeContract>>> = {
  offer: mayOffer,
  signature: maySign,
  rejection: mayReject,
  publication: mayPublish,
  filing: mayFile,
  completion: mayEnd,
  termination: mayEnd,
};

/** Done once, or not yet possible: what the lifecycle's table does not know. */
const waits: Readonly<Record<DeskAct, (contract: WholeContract, actor: Actor) => boolean>> = {
  offer: () => false,
  signature: (contract, actor) => contract.signatures.some(({ side }) => side === sideOf(actor, contract)),
  rejection: () => false,
  publication: ({ publishedAt }) => publishedAt !== null,
  filing: ({ filedAt }) => filedAt !== null,
  completion: ({ instalments }) => allInstalmentsClosed(instalments) !== undefined,
  termination: () => false,
};

/** Heavy acts that are never the page's one suggestion. */
const grave: readonly DeskAct[] = ['rejection', 'termination'];

export const mayDo = (act: DeskAct, contract: WholeContract, actor: Actor): boolean =>
  acts(contractLifecycle, contract.state).includes(lifecycleAct[act]) && policies[act](actor, contract) && !waits[act](contract, actor);

export interface Desk {
  /** The one next act. */
  readonly next: DeskAct | null;
  readonly others: readonly DeskAct[];
  /** The manager may still be changed. */
  readonly redraft: boolean;
  /** Who is next, when it is not this reader. */
  readonly waiting: Said | null;
}

/** What this reader may do with a contract now. */
export function deskOf(contract: WholeContract, actor: Actor): Desk {
  const open = deskActs.filter((act) => mayDo(act, contract, actor));
  const next = open.find((act) => !grave.includes(act)) ?? null;
  return {
    next,
    others: open.filter((act) => act !== next),
    redraft: contract.state === 'drafted' && mayDraft(actor, contract),
    waiting: next ? null : waitingFor(contract, actor),
  };
}

function waitingFor(contract: WholeContract, actor: Actor): Said | null {
  if (contract.state === 'drafted') return { key: 'contracts.waits.offer' };
  if (contract.state !== 'offered' && contract.state !== 'signed_once') return null;
  const missing = (['provider', 'buyer'] as const).filter((side) => !contract.signatures.some((one) => one.side === side));
  const own = sideOf(actor, contract);
  if (own === 'buyer' && missing.includes('buyer') && has(actor, 'approver')) return { key: 'contracts.waits.secondPerson' };
  return { key: missing.length === 2 ? 'contracts.waits.both' : `contracts.waits.${missing[0]}` };
}
