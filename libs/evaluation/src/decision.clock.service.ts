import { Injectable } from '@nestjs/common';
import { Deadlines } from '#calendar';
import { setAlarm, type Tx } from '#platform';
import type { Case } from './case.queries.js';
import type { EvaluatedLot } from './lot.entity.js';
import { type Project, Projects } from './project.queries.js';

/** The alarm that decides for a buyer who keeps silent; its subject is the lot. */
export const silenceAlarm = 'evaluation.silence';

/** The clock of the buyer's decision. */
export const decideKey = (projects: Projects, project: Project): string => projects.rules(project).replyKeys.decide;

/** Gives the buyer the legal time to decide a lot, and sets the alarm for silence. */
@Injectable()
export class DecisionClock {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly projects: Projects,
  ) {}

  async start(tx: Tx, { project }: Pick<Case, 'project'>, lot: EvaluatedLot, at: Date): Promise<Date> {
    const dueAt = await this.deadlines.open(tx, {
      subject: lot.id,
      subjectType: 'evaluation',
      project: project.id,
      key: decideKey(this.projects, project),
      holder: project.departmentId,
      startsAt: at,
      ruleDay: project.ruleDay,
    });
    // Several enter a framework agreement: nobody wins it by silence.
    if (!this.projects.rules(project).framework) await setAlarm(tx, { kind: silenceAlarm, subject: lot.id, dueAt });
    return dueAt;
  }
}
