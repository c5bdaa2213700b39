import type { CivilDate } from './civil-date.rules.js';
import type { DeadlineTimes, Light } from './light.rules.js';

/** A legal duty with a date: who must do what to which thing by when. */
export interface Deadline extends DeadlineTimes {
  readonly id: string;
  readonly subject: string;
  /** What the subject is: "contract", "challenge". */
  readonly subjectType: string;
  readonly project: string | null;
  /** The rule that sets it ("contract.sign"), or a name of its own where people fixed the date. */
  readonly key: string;
  /** The organization whose duty it is. */
  readonly holder: string;
  readonly startsAt: Date;
  /** The day whose rule book it follows; null where no rule sets it. */
  readonly ruleDay: CivilDate | null;
  /** People set the date (a contract, an extension), not the rule alone. */
  readonly fixed: boolean;
  readonly provisional: boolean;
}

/** How many deadlines an organization holds under one light. */
export interface BoardCount {
  readonly holder: string;
  readonly light: Light;
  readonly count: number;
}

/** The same for one kind of thing: "payment". */
export interface StageCount extends BoardCount {
  readonly stage: string;
}
