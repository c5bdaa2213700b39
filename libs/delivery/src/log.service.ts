import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, refuse } from '#kernel';
import { CalendarService } from '#calendar';
import { ContractQueries } from '#contracts';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { logEntryAdded, logEntryStruck } from './delivery.events.js';
import { dayIsLogged, namesNobody, parseHours } from './log.rules.js';
import type { LogEntry, Milestone } from './milestone.entity.js';
import type { AddLogEntry, StrikeLogEntry } from './milestone.input.js';
import { mayLog, maySee } from './milestone.policy.js';
import { lockMilestone, MilestoneQueries } from './milestone.queries.js';

/** The service log: written where the work is done, counts only. */
@Injectable()
export class LogService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
  ) {}

  add(actor: Actor, milestoneId: string, input: AddLogEntry): Promise<LogEntry> {
    return this.database
      .transaction(async (tx) => {
        const milestone = await this.open(tx, actor, milestoneId);
        const at = await now(tx);
        const contract = found(await this.contracts.byId(milestone.contractId), 'contract');
        const hours = parseHours(input.hours);
        ensure(
          dayIsLogged(input.day, this.calendar.today(at), this.calendar.today(contract.activeAt!)),
          hours === undefined ? refuse('invalid', 'log.hours', {}, [{ field: 'hours', code: 'log.hours' }]) : undefined,
          namesNobody('place', input.place),
          namesNobody('note', input.note ?? ''),
        );

        const id = uuidv7();
        await tx.query(
          `insert into delivery.log_entry (id, milestone_id, day, place, people, hours, note, person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [id, milestoneId, input.day, input.place, input.people, hours, input.note ?? '', actor.personId, at],
        );
        const facts = { milestoneId, contractId: milestone.contractId, people: input.people, hours };
        await record(tx, actor, { type: logEntryAdded, subject: id, project: milestone.project, facts });
        return id;
      })
      .then(async (id) => found(await this.milestones.entry(id), 'log-entry'));
  }

  /** A wrong line stays readable, with the reason, and counts no more. */
  strike(actor: Actor, entryId: string, { reason }: StrikeLogEntry): Promise<LogEntry> {
    return this.database
      .transaction(async (tx) => {
        const entry = found(await this.milestones.entry(entryId), 'log-entry');
        const milestone = await this.open(tx, actor, entry.milestoneId);
        const at = await now(tx);
        const [standing] = (await tx.query('select struck_at from delivery.log_entry where id = $1 for update', [entryId])) as {
          struck_at: Date | null;
        }[];
        ensure(standing!.struck_at ? refuse('conflict', 'log.struck-already') : undefined, namesNobody('reason', reason));

        await tx.query('update delivery.log_entry set struck_at = $2, struck_by = $3, struck_reason = $4 where id = $1', [
          entryId,
          at,
          actor.personId,
          reason,
        ]);
        const facts = { milestoneId: milestone.id, contractId: milestone.contractId };
        await record(tx, actor, { type: logEntryStruck, subject: entryId, project: milestone.project, facts });
      })
      .then(async () => found(await this.milestones.entry(entryId), 'log-entry'));
  }

  private async open(tx: Tx, actor: Actor, milestoneId: string): Promise<Milestone> {
    const milestone = await lockMilestone(tx, milestoneId);
    if (!maySee(actor, milestone)) throw absent('milestone');
    authorize(mayLog, actor, milestone, 'log.role');
    ensure(milestone.state === 'planned' ? undefined : refuse('conflict', 'log.closed'));
    return milestone;
  }
}
