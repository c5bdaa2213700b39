import { type WalkMethod, Cast } from './cast.js';
import { ask, publish } from './tender.steps.js';
import { bid, open } from './bid.steps.js';
import { Story } from './client.js';
import { contract, deliver } from './contract.steps.js';
import { evaluate } from './evaluation.steps.js';
import { pay } from './payment.steps.js';
import { plan } from './plan.steps.js';
import { prove } from './proof.steps.js';

export interface WalkOptions {
  readonly base: string;
  readonly method: WalkMethod;
  readonly quiet?: boolean;
  /** Seconds the notice stays open when the sandbox runs too fast for bidders; 0 for the earliest legal deadline. */
  readonly grace?: number;
  /** Folder of the secret keys of the demo's key holders. */
  readonly keys: string;
}

/** Plays one procedure of the demo year over HTTP, from the imported plan to the paid instalment, and proves the result. */
export async function walk({ base, method, quiet = false, grace = 0, keys }: WalkOptions): Promise<Story> {
  const story = new Story(base, quiet);
  const scene = { base, method, cast: new Cast(base, 'mz'), story, grace, keys };
  const planItemId = await plan(scene);
  const published = await publish(scene, planItemId);
  await ask(scene, published);
  await bid(scene, published);
  await open(scene, published);
  const won = await evaluate(scene, published);
  const signed = await contract(scene, published, won);
  await deliver(scene, won, signed);
  await pay(scene, won, signed);
  story.tell('public', '从计划到付款的一条时间线', `/projects/${published.number}`);
  await prove(scene, published);
  return story;
}
