export { type AnnouncedDay, type AnnouncedYear } from './calendar-file.rules.js';
export { CalendarImports } from './calendar-import.service.js';
export { calendarImported, ruleBookImported } from './calendar.events.js';
export { CalendarModule } from './calendar.module.js';
export { calendarRefusals } from './calendar.refusals.js';
export { type CatalogueNode, catalogue, catalogued } from './catalogue.gateway.js';
export { CalendarService } from './calendar.service.js';
export {
  type CivilDate,
  addCalendarDays,
  addYears,
  calendarDaysBetween,
  civilDateOf,
  endOfCivilDay,
  isCivilDate,
  isWeekend,
  startOfCivilDay,
  yearOf,
} from './civil-date.rules.js';
export { type Clock } from './clock.rules.js';
export { type DeadlineFilter, DeadlineQueries } from './deadline.queries.js';
export { type DeadlineStart, Deadlines } from './deadline.service.js';
export { type BoardCount, type Deadline, type StageCount } from './deadline.view.js';
export { type DeadlineTimes, type Light, type Standing, type Why, light, lights, standing, why } from './light.rules.js';
export { methodRules, methods } from './method-book.gateway.js';
export {
  type Admission,
  type BothLanguages,
  type EnvelopeKind,
  type Ground,
  type Method,
  type MethodRules,
  type PoolSource,
  admissions,
  envelopeKinds,
  poolSources,
} from './method.rules.js';
export { type Rule, type RuleUnit, dateIn, fenIn, flagIn, numberIn, periodIn } from './rule-book.rules.js';
export { lateInterest, shareOf, withinShare } from './share.rules.js';
export { type Term, termOf } from './term.rules.js';
export {
  type Period,
  type PeriodEnd,
  type WorkingCalendar,
  addWorkingDays,
  endOfPeriod,
  isProvisional,
  isWorkingDay,
  latestStart,
  nextWorkingDay,
  workingDaysBetween,
} from './working-days.rules.js';
