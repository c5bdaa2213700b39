/** Who stands on which side of something, as far as entries have told so far. */
export interface Heard {
  readonly departmentId: string | null;
  readonly providerId: string | null;
  readonly number: string | null;
}

export const nothingHeard: Heard = { departmentId: null, providerId: null, number: null };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idIn = (facts: Readonly<Record<string, unknown>>, ...names: string[]): string | null =>
  names.map((name) => facts[name]).find((value): value is string => typeof value === 'string' && uuid.test(value)) ?? null;

/** What one entry tells of the sides. */
export function heardIn(facts: Readonly<Record<string, unknown>>): Heard {
  const number = facts['number'];
  return {
    departmentId: idIn(facts, 'departmentId', 'department'),
    providerId: idIn(facts, 'providerId', 'provider'),
    number: typeof number === 'string' ? number : null,
  };
}

/** The entry itself first, then what was heard of its subject, then of its project: a project has one buyer and many providers. */
export function sides(entry: Heard, subject: Heard, project: Heard): Heard {
  return {
    departmentId: entry.departmentId ?? subject.departmentId ?? project.departmentId,
    providerId: entry.providerId ?? subject.providerId,
    number: entry.number ?? subject.number ?? project.number,
  };
}

/** What an entry tells of its subject: a remedy names the objection it follows from, not what it is ordered for. */
export const ofSubject = (type: string, told: Heard): Heard => (type === 'remedy.ordered' ? nothingHeard : told);

/** What an entry about one thing tells of its whole project: the buyer; and the number when it is the project's own. */
export function ofProject(type: string, { departmentId, number }: Heard): Heard {
  return { departmentId, providerId: null, number: /^(notice|procedure)\./.test(type) ? number : null };
}
