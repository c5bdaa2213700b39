import { Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { addRefusals } from '#platform';
import { CalendarImports } from './calendar-import.service.js';
import { CalendarQueries } from './calendar.queries.js';
import { calendarRefusals } from './calendar.refusals.js';
import { CalendarService } from './calendar.service.js';
import { DeadlineQueries } from './deadline.queries.js';
import { Deadlines } from './deadline.service.js';

/** How soon a process learns of an import that another one made. */
const refreshMs = 60_000;

addRefusals(calendarRefusals);

@Module({
  providers: [CalendarService, CalendarQueries, CalendarImports, Deadlines, DeadlineQueries],
  exports: [CalendarService, CalendarImports, Deadlines, DeadlineQueries],
})
export class CalendarModule implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly imports: CalendarImports,
    private readonly calendar: CalendarService,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.imports.seed();
    await this.calendar.refresh();
    this.timer = setInterval(() => void this.lookAgain(), refreshMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async lookAgain(): Promise<void> {
    try {
      await this.calendar.refresh();
    } catch (error) {
      new Logger('calendar').warn(`rules could not be read again: ${String(error)}`);
    }
  }
}
