import { Injectable } from '@nestjs/common';
import { CalendarService, type Deadline, type DeadlineFilter, DeadlineQueries, light, type Light, type Why } from '#calendar';
import { type BoardLine, boardOf, type Tally, tallyOf, worstOf } from './board.rules.js';

/** A deadline with its light and why it has it. */
export interface LitDeadline extends Deadline {
  readonly light: Light;
  readonly why: Why;
}

/** The lights of one project: the worst of the open ones, and all of them. */
export interface ProjectLights {
  readonly light: Light;
  readonly open: readonly LitDeadline[];
  readonly done: readonly LitDeadline[];
}

/** Lights, always computed. */
@Injectable()
export class LightQueries {
  constructor(
    private readonly calendar: CalendarService,
    private readonly deadlines: DeadlineQueries,
  ) {}

  async board(now: Date): Promise<{ lines: BoardLine[]; tally: Tally }> {
    const counts = await this.deadlines.byStage(now);
    return { lines: boardOf(counts), tally: tallyOf(counts) };
  }

  /** The latest due first: among the reds, the newest. */
  async list(filter: DeadlineFilter): Promise<{ items: LitDeadline[]; next: string | null }> {
    const { items, next } = await this.deadlines.list(filter);
    return { items: items.map((deadline) => this.lit(deadline, filter.now)), next };
  }

  async ofProject(projectId: string, now: Date): Promise<ProjectLights> {
    const all = (await this.deadlines.ofProject(projectId)).map((deadline) => this.lit(deadline, now));
    const open = all.filter(({ metAt, cancelledAt }) => !metAt && !cancelledAt);
    return {
      light: worstOf(open.map((deadline) => deadline.light)),
      open,
      done: all.filter(({ metAt }) => metAt),
    };
  }

  /** The lights of one thing: a contract, a payment. */
  async ofSubject(subject: string, now: Date): Promise<LitDeadline[]> {
    return (await this.deadlines.ofSubjects([subject])).map((deadline) => this.lit(deadline, now));
  }

  private lit(deadline: Deadline, now: Date): LitDeadline {
    return { ...deadline, light: light(deadline, now), why: this.calendar.why(deadline, now) };
  }
}
