import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { CalendarService, light } from '#calendar';
import { ChallengeDesk, challengePolicy, ChallengeQueries, complaintPolicy, ComplaintQueries, EnquiryQueries } from '#objections';
import { Database } from '#platform';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** Enquiries, challenges and complaints that wait for somebody. */
@Injectable()
export class ObjectionsTodos implements TodoSource {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly enquiries: EnquiryQueries,
    private readonly challenges: ChallengeQueries,
    private readonly desk: ChallengeDesk,
    private readonly complaints: ComplaintQueries,
    sources: TodoSources,
    links: WorkspaceLinks,
  ) {
    sources.add(this);
    for (const kind of ['enquiries', 'challenges']) {
      links.add('buy', { key: `objections.${kind}`, href: `/buy/${kind}`, roles: ['handler', 'approver', 'acceptor'] });
      links.add('org', { key: `objections.${kind}`, href: `/org/${kind}` });
      links.add('oversight', { key: `objections.${kind}`, href: `/oversight/${kind}` });
    }
    links.add('org', { key: 'objections.complaints', href: '/org/complaints' });
    links.add('finance', { key: 'objections.complaints', href: '/finance/complaints', roles: ['finance_checker', 'finance_approver'] });
    links.add('oversight', { key: 'objections.complaints', href: '/oversight/complaints' });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    const now = await this.database.now();
    const [buyer, provider] = [has(actor, 'handler', 'approver', 'acceptor'), has(actor, 'provider_admin', 'project_lead')];
    const parts = await Promise.all([
      buyer ? this.ofDesk(actor, now) : [],
      provider ? this.ofSupplier(actor, now) : [],
      buyer || provider ? this.toRespond(actor, now, buyer ? (id) => `/buy/complaints/${id}` : (id) => `/org/complaints/${id}/sent`) : [],
      complaintPolicy.examine(actor) ? this.ofBureau(actor, now) : [],
    ]);
    return parts.flat();
  }

  private async ofDesk(actor: Actor, now: Date): Promise<TodoItem[]> {
    const [asked, filed] = await Promise.all([
      this.enquiries.waitingFor(actor.organizationId),
      this.challenges.waitingFor(actor.organizationId),
    ]);
    const items: TodoItem[] = [];
    for (const one of asked) {
      const parties = { departmentId: one.departmentId, providerId: one.askerId, examinedBy: null };
      if (!challengePolicy.answer(actor, { ...parties, handlers: await this.desk.handlersOf(one) })) continue;
      items.push(this.item('enquiry', one.number, `/buy/enquiries/${one.id}`, one.askedAt, one.answerDueAt, now, one.asker));
    }
    for (const one of filed) {
      const mine =
        one.state === 'filed'
          ? challengePolicy.examine(actor, one)
          : challengePolicy.answer(actor, { ...one, handlers: await this.desk.handlersOf(one) });
      if (mine) items.push(this.item(one.state, one.number, `/buy/challenges/${one.id}`, one.filedAt, one.answerDueAt, now, one.provider));
    }
    return items;
  }

  private async ofSupplier(actor: Actor, now: Date): Promise<TodoItem[]> {
    const returned = await this.challenges.givenBackTo(actor.organizationId);
    return returned.map((one) =>
      this.item('returned', one.number, `/org/challenges/${one.id}/supplement`, one.returnedAt!, one.supplementDueAt!, now, one.department),
    );
  }

  private async toRespond(actor: Actor, now: Date, href: (id: string) => string): Promise<TodoItem[]> {
    const sent = await this.complaints.toRespond(actor.organizationId);
    return sent.map((one) => {
      const due = one.responses.find(({ organizationId }) => organizationId === actor.organizationId)!.dueAt;
      return this.item('respond', one.number, href(one.id), one.sentAt!, due, now, one.complainant);
    });
  }

  private async ofBureau(actor: Actor, now: Date): Promise<TodoItem[]> {
    const waiting = await this.complaints.waiting();
    return waiting
      .filter((one) => one.state !== 'turning' || complaintPolicy.decide(actor, one))
      .map((one) =>
        this.item(
          `complaint-${one.state}`,
          one.number,
          `/finance/complaints/${one.id}`,
          one.filedAt,
          one.decideDueAt,
          now,
          one.complainant,
        ),
      );
  }

  private item(what: string, number: string, href: string, startsAt: Date, dueAt: Date, now: Date, waits: string): TodoItem {
    const clock = { dueAt, amberAt: this.calendar.amberAt(startsAt, dueAt), metAt: null, cancelledAt: null };
    return { title: { key: `objections.todo.${what}`, facts: { number } }, href, dueAt, light: light(clock, now), waits };
  }
}
