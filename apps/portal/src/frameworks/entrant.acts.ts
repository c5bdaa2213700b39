import { Injectable } from '@nestjs/common';
import { acts } from '#kernel';
import {
  type EntrantAct,
  entrantLifecycle,
  frameworkPolicy,
  grounds,
  LeaveAgreement,
  MembershipService,
  RemoveEntrant,
  ReviewApplication,
  type WholeAgreement,
  type WholeEntrant,
} from '#frameworks';
import { NoAnswers } from '../identity/no-answers.input.js';
import { type ActDoors, choices, field } from './act-form.js';

export type EntrantDeskAct = 'review' | 'announcement' | 'ending' | 'release' | 'removal';

/** An entrant as its department handles it. */
export interface EntrantHere {
  readonly agreement: WholeAgreement;
  readonly entrant: WholeEntrant;
}

const can = ({ entrant }: EntrantHere, act: EntrantAct): boolean => acts(entrantLifecycle, entrant.state).includes(act);

/** Acts of the department on one entrant. */
@Injectable()
export class EntrantActs {
  constructor(private readonly members: MembershipService) {}

  readonly doors: ActDoors<EntrantDeskAct, EntrantHere> = {
    review: {
      input: ReviewApplication,
      open: (actor, here) => can(here, 'approve') && frameworkPolicy.review(actor, here.agreement),
      fields: () => [
        field('outcome', 'radios', { items: choices('frameworks.outcome', ['approve', 'refuse']) }),
        field('reason', 'area', {
          optional: true,
          label: { key: 'frameworks.field.refusal' },
          hint: { key: 'frameworks.field.refusal.hint' },
        }),
      ],
      run: (actor, { entrant }, input) => this.members.review(actor, entrant.id, input),
    },
    announcement: {
      input: NoAnswers,
      open: (actor, here) => can(here, 'announce') && frameworkPolicy.review(actor, here.agreement),
      run: (actor, { entrant }) => this.members.announce(actor, entrant.id),
    },
    ending: {
      input: NoAnswers,
      open: (actor, { agreement, entrant }) =>
        ['left', 'removed'].includes(entrant.state) && entrant.endAnnouncedAt === null && frameworkPolicy.review(actor, agreement),
      run: (actor, { entrant }) => this.members.announceEnd(actor, entrant.id),
    },
    release: {
      input: LeaveAgreement,
      grave: true,
      open: (actor, here) => can(here, 'release') && here.agreement.kind === 'closed' && frameworkPolicy.remove(actor, here.agreement),
      fields: () => [field('reason', 'area')],
      run: (actor, { entrant }, input) => this.members.release(actor, entrant.id, input),
    },
    removal: {
      input: RemoveEntrant,
      grave: true,
      fresh: true,
      open: (actor, here) => can(here, 'remove') && frameworkPolicy.remove(actor, here.agreement),
      fields: () => [
        field('ground', 'radios', { items: choices('frameworks.ground', grounds) }),
        field('reason', 'area'),
        field('hearing', 'area', { hinted: true }),
      ],
      run: (actor, { entrant }, input) => this.members.remove(actor, entrant.id, input),
    },
  };
}
