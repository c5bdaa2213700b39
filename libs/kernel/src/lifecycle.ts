import { refuse, Refused } from './refusal.js';

/** From each state, the acts that may be done there and the state each leads to. */
export type Lifecycle<State extends string, Act extends string> = Readonly<Record<State, Readonly<Partial<Record<Act, State>>>>>;

/** The state an act leads to; refuses `lifecycle.not-now` when the act is not on the table there. */
export function next<S extends string, A extends string>(lifecycle: Lifecycle<S, A>, state: S, act: A): S {
  const reached = lifecycle[state][act];
  if (!reached) throw new Refused(refuse('conflict', 'lifecycle.not-now', { act, state }));
  return reached;
}

/** The acts a state allows: a page offers exactly these, filtered by policy. */
export function acts<S extends string, A extends string>(lifecycle: Lifecycle<S, A>, state: S): A[] {
  return Object.keys(lifecycle[state]) as A[];
}

/** The table drawn as a Mermaid state diagram, for `docs/lifecycles/`. */
export function diagram<S extends string, A extends string>(lifecycle: Lifecycle<S, A>): string {
  const states = Object.keys(lifecycle) as S[];
  const lines = states.flatMap((from) => acts(lifecycle, from).map((act) => `  ${from} --> ${String(lifecycle[from][act])}: ${act}`));
  const ends = states.filter((state) => acts(lifecycle, state).length === 0).map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', `  [*] --> ${states[0]}`, ...lines, ...ends].join('\n');
}
