import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { DeadlineQueries, light } from '#calendar';
import { challengePolicy, ChallengeQueries } from '#objections';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** Challenges that wait for the buyer's people. */
@Injectable()
export class ObjectionsTodos implements TodoSource {
  constructor(
    private readonly challenges: ChallengeQueries,
    private readonly deadlines: DeadlineQueries,
    sources: TodoSources,
    links: WorkspaceLinks,
  ) {
    sources.add(this);
    links.add('buy', { key: 'objections.challenges', href: '/buy/challenges', roles: ['handler', 'approver'] });
    links.add('org', { key: 'objections.challenges', href: '/org/challenges' });
    links.add('oversight', { key: 'objections.challenges', href: '/oversight/challenges' });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'handler', 'approver')) return [];
    const waiting = await this.challenges.waitingFor(actor.organizationId);
    const mine = waiting.filter((one) =>
      one.state === 'filed' ? challengePolicy.examine(actor, one) : challengePolicy.answer(actor, one),
    );
    const clocks = await this.deadlines.ofSubjects(mine.map(({ id }) => id));
    const now = new Date();
    return mine.map(({ id, number, state, provider, answerDueAt }) => {
      const clock = clocks.find(({ subject }) => subject === id);
      return {
        title: { key: `objections.todo.${state}`, facts: { number } },
        href: `/buy/challenges/${id}`,
        dueAt: answerDueAt,
        light: clock ? light(clock, now) : 'green',
        waits: provider,
      };
    });
  }
}
