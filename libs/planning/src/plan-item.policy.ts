import { type Actor, has, nobody, type Policy } from '#kernel';
import { seesAllPlans } from './budget-line.policy.js';
import { type PlanItemAct, type PlanItemState, publicStates } from './plan-item.lifecycle.js';

interface Item {
  readonly departmentId: string;
  readonly state: PlanItemState;
  readonly draftedBy: string;
  readonly submittedBy: string | null;
  readonly endorsedBy: string | null;
}

const ofDepartment = (actor: Actor, item: Item): boolean => actor.organizationId === item.departmentId;
const handler: Policy<Item> = (actor, item) => ofDepartment(actor, item) && has(actor, 'handler');
const finance: Policy<Item> = (actor) => has(actor, 'finance_checker', 'finance_approver');

export const planItemPolicy = {
  see: (actor, item) => seesAllPlans(actor) || ofDepartment(actor, item) || publicStates.includes(item.state),
  edit: handler,
  submit: handler,
  endorse: (actor, item) => ofDepartment(actor, item) && has(actor, 'approver'),
  /** Inside the department: not who drafted or submitted it. */
  endorseAsSecond: (actor, item) => actor.personId !== item.draftedBy && actor.personId !== item.submittedBy,
  approve: finance,
  /** Nobody who had a hand in it before (rules §3, separation of duties is per person). */
  approveAsThird: (actor, item) => ![item.draftedBy, item.submittedBy, item.endorsedBy].includes(actor.personId),
  announce: handler,
  drop: (actor, item) => ofDepartment(actor, item) && has(actor, 'handler', 'approver'),
  /** A procedure is made by the department whose item it is. */
  use: (actor, item) => ofDepartment(actor, item) || actor.personId === nobody,
} satisfies Record<string, Policy<Item>>;

/** Who may send an item back: the one whose turn it is. */
export const mayReturn: Policy<Item> = (actor, item) =>
  item.state === 'in_review'
    ? planItemPolicy.endorse(actor, item) && planItemPolicy.endorseAsSecond(actor, item)
    : planItemPolicy.approve(actor, item) && planItemPolicy.approveAsThird(actor, item);

const offered: Readonly<Partial<Record<PlanItemAct, Policy<Item>>>> = {
  edit: planItemPolicy.edit,
  submit: planItemPolicy.submit,
  endorse: (actor, item) => planItemPolicy.endorse(actor, item) && planItemPolicy.endorseAsSecond(actor, item),
  return: mayReturn,
  approve: (actor, item) => planItemPolicy.approve(actor, item) && planItemPolicy.approveAsThird(actor, item),
  announce: planItemPolicy.announce,
  drop: planItemPolicy.drop,
};

/** Does a page offer this act to this person? Acts of other rooms are offered there. */
export const mayDo = (actor: Actor, act: PlanItemAct, item: Item): boolean => offered[act]?.(actor, item) ?? false;
