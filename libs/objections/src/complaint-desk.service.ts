import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, next } from '#kernel';
import { Deadlines } from '#calendar';
import { Database, now, record, type Tx } from '#platform';
import { givenBackOnce } from './challenge.rules.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintReason, TurnComplaint } from './complaint.input.js';
import { type ComplaintAct, complaintLifecycle } from './complaint.lifecycle.js';
import { complaintPolicy } from './complaint.policy.js';
import { clockKeys, complaintSupplementKey, lockComplaint } from './complaint.service.js';
import { Holds } from './hold.service.js';
import { Respondents } from './respondent.service.js';

const rejectKey = 'complaint.reject_notice';

/** What an act writes down, where its name says too little. */
interface Told {
  readonly type: string;
  readonly facts: object;
}

/** What the finance bureau does with a complaint until it is decided (MOF Order 94 Art. 21–27). */
@Injectable()
export class ComplaintDesk {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly respondents: Respondents,
    private readonly holds: Holds,
  ) {}

  /** Given back to be completed, once. The bureau's clocks stop and begin anew with the supplement. */
  return(actor: Actor, id: string, { reason }: ComplaintReason): Promise<Complaint> {
    return this.examine(actor, id, 'return', async (tx, complaint, at) => {
      ensure(givenBackOnce(complaint));
      for (const key of clockKeys) await this.deadlines.cancel(tx, id, key);
      const supplementDueAt = await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'complaint',
        // On no page of the project: it would tell who takes part.
        project: null,
        key: complaintSupplementKey,
        holder: complaint.complainantId,
        startsAt: at,
        ruleDay: complaint.ruleDay,
      });
      Object.assign(complaint, { returnedReason: reason, returnedAt: at, supplementDueAt });
    });
  }

  /** Taken up: it meets what the order asks of a complaint. */
  accept(actor: Actor, id: string): Promise<Complaint> {
    return this.examine(actor, id, 'accept', (tx, _complaint, at) => this.met(tx, id, 'complaint.examine', at));
  }

  /** Proposes not to take it up, with the reason; a second person tells the complainant in the legal time. */
  turn(actor: Actor, id: string, { turn, reason }: TurnComplaint): Promise<Complaint> {
    return this.examine(actor, id, 'turn', async (tx, complaint, at) => {
      Object.assign(complaint, { turn, turnReason: reason });
      await this.met(tx, id, 'complaint.examine', at);
      await this.deadlines.cancel(tx, id, complaintSupplementKey);
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'complaint',
        project: complaint.procedureId,
        key: rejectKey,
        holder: actor.organizationId,
        startsAt: at,
        ruleDay: complaint.ruleDay,
      });
    });
  }

  /** The second person agrees: the complainant is told. */
  tell(actor: Actor, id: string): Promise<Complaint> {
    return this.moved(actor, id, async (tx, complaint, at) => {
      authorize(complaintPolicy.decide, actor, complaint, 'complaint.decided-by-another');
      const act = complaint.turn === 'redirect' ? 'redirect' : 'refuse';
      complaint.state = next(complaintLifecycle, complaint.state, act);

      complaint.turnedAt = at;
      await this.met(tx, id, rejectKey, at);
      for (const key of clockKeys) await this.deadlines.cancel(tx, id, key);
      return act === 'redirect' ? 'complaint.redirected' : 'complaint.refused';
    });
  }

  /** The second person does not agree: it is examined again. */
  reconsider(actor: Actor, id: string): Promise<Complaint> {
    return this.moved(actor, id, async (tx, complaint) => {
      authorize(complaintPolicy.decide, actor, complaint, 'complaint.decided-by-another');
      complaint.state = next(complaintLifecycle, complaint.state, 'reconsider');

      Object.assign(complaint, { turn: null, turnReason: null, examinedBy: null, examinedAt: null });
      await this.deadlines.cancel(tx, id, rejectKey);
      return 'complaint.reconsidered';
    });
  }

  /** Sent to the buyer and everybody concerned, whose time to respond begins. */
  send(actor: Actor, id: string): Promise<Complaint> {
    return this.moved(actor, id, async (tx, complaint, at) => {
      authorize(complaintPolicy.examine, actor, null, 'complaint.bureau-only');
      complaint.state = next(complaintLifecycle, complaint.state, 'send');

      complaint.sentAt = at;
      await this.met(tx, id, 'complaint.forward', at);
      const respondents = await this.respondents.name(tx, complaint, at);
      return { type: 'complaint.sent', facts: { respondents } };
    });
  }

  /** Tests are made, experts asked, material awaited: the time to decide stands still (Art. 27). */
  stop(actor: Actor, id: string, { reason }: ComplaintReason): Promise<Complaint> {
    return this.moved(actor, id, async (_tx, complaint, at) => {
      authorize(complaintPolicy.examine, actor, null, 'complaint.bureau-only');
      complaint.state = next(complaintLifecycle, complaint.state, 'stop');

      Object.assign(complaint, { stoppedAt: at, stopReason: reason });
      return Promise.resolve('complaint.stopped');
    });
  }

  /** The clock goes on, with all that was left when it stopped. */
  go(actor: Actor, id: string): Promise<Complaint> {
    return this.moved(actor, id, async (tx, complaint, at) => {
      authorize(complaintPolicy.examine, actor, null, 'complaint.bureau-only');
      complaint.state = next(complaintLifecycle, complaint.state, 'go');

      const stood = at.getTime() - complaint.stoppedAt!.getTime();
      const decideDueAt = new Date(complaint.decideDueAt.getTime() + stood);
      Object.assign(complaint, { stoppedAt: null, stoppedMs: String(BigInt(complaint.stoppedMs) + BigInt(stood)), decideDueAt });
      await this.deadlines.move(tx, id, 'complaint.decide', decideDueAt);
      return 'complaint.went-on';
    });
  }

  private examine(
    actor: Actor,
    id: string,
    act: ComplaintAct & ('return' | 'accept' | 'turn'),
    change: (tx: Tx, complaint: Complaint, at: Date) => Promise<unknown>,
  ): Promise<Complaint> {
    const types = { return: 'complaint.returned', accept: 'complaint.accepted', turn: 'complaint.turned' } as const;
    return this.moved(actor, id, async (tx, complaint, at) => {
      authorize(complaintPolicy.examine, actor, null, 'complaint.bureau-only');
      complaint.state = next(complaintLifecycle, complaint.state, act);

      Object.assign(complaint, { examinedBy: actor.personId, examinedAt: at });
      await change(tx, complaint, at);
      return types[act];
    });
  }

  /** Locks, lets the act change the complaint, keeps it and records what the act answers. */
  private moved(actor: Actor, id: string, act: (tx: Tx, complaint: Complaint, at: Date) => Promise<string | Told>): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      const told = await act(tx, complaint, at);
      const { type, facts: more } = typeof told === 'string' ? { type: told, facts: {} } : told;
      await tx.save(complaint);
      const facts = { number: complaint.number, ...more };
      await record(tx, actor, { type, subject: id, project: complaint.procedureId, facts });
      await this.holds.settle(tx, actor, complaint.procedureId, complaint.awardId);
      return complaint;
    });
  }

  private met(tx: Tx, id: string, key: string, at: Date): Promise<boolean> {
    return this.deadlines.meet(tx, id, key, at);
  }
}
