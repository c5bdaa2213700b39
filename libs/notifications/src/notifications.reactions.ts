import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeopleQueries } from '#identity';
import { type Entry, type Reader, Readers, type Tx, uuidv7 } from '#platform';
import { type Heard, heardIn, nothingHeard, ofProject, ofSubject, sides } from './hearing.rules.js';
import { type Audience, audiencesOf, factsFor, matrix } from './matrix.rules.js';
import { type Reached, Reaches } from './reach.queries.js';

/** Reads the journal and tells those whom an entry concerns; never the person who did it. */
@Injectable()
export class NotificationsReactions implements Reader, OnModuleInit {
  readonly name = 'notifications';
  /** Drafts tell nobody, but they tell us who buys. */
  readonly reactions = Object.fromEntries(
    [...Object.keys(matrix), 'procedure.drafted', 'contract.drafted'].map((type) => [type, (tx: Tx, entry: Entry) => this.read(tx, entry)]),
  );

  constructor(
    private readonly readers: Readers,
    private readonly people: PeopleQueries,
    private readonly reaches: Reaches,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
  }

  private async read(tx: Tx, entry: Entry): Promise<void> {
    const told = heardIn(entry.facts);
    const known = sides(told, await heard(tx, entry.subject), entry.project ? await heard(tx, entry.project) : nothingHeard);
    await remember(tx, entry.subject, ofSubject(entry.type, told));
    if (entry.project && entry.project !== entry.subject) await remember(tx, entry.project, ofProject(entry.type, told));
    for (const audience of audiencesOf(entry.type, entry.facts)) await this.tell(tx, entry, audience, known);
  }

  private async tell(tx: Tx, entry: Entry, audience: Audience, known: Heard): Promise<void> {
    for (const { organizationId, facts, personId } of await this.reaches.of(entry, audience, known)) {
      const said = factsFor({ ...(known.number ? { number: known.number } : {}), ...entry.facts, ...facts });
      await this.tellOne(tx, entry, audience, { organizationId, personId }, said);
    }
  }

  private async tellOne(
    tx: Tx,
    entry: Entry,
    { side, roles }: Audience,
    { organizationId: organization, personId: alone }: Pick<Reached, 'organizationId' | 'personId'>,
    facts: Record<string, string | number>,
  ): Promise<void> {
    const one = alone && organization ? [{ personId: alone, organizationId: organization }] : null;
    const found = one ?? (await Promise.all(roles.map((role) => this.people.withRole(role, organization)))).flat();
    for (const { personId, organizationId } of found) {
      if (personId === entry.person) continue;
      await tx.query(
        `insert into notifications.message (id, entry, person, organization_id, side, type, subject, project, facts, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (person, entry) do nothing`,
        [uuidv7(), entry.id, personId, organizationId, side, entry.type, entry.subject, entry.project, JSON.stringify(facts), entry.at],
      );
    }
  }
}

async function heard(tx: Tx, subject: string): Promise<Heard> {
  const [row] = (await tx.query(
    'select department_id as "departmentId", provider_id as "providerId", number from notifications.heard where subject = $1',
    [subject],
  )) as Heard[];
  return row ?? nothingHeard;
}

async function remember(tx: Tx, subject: string, { departmentId, providerId, number }: Heard): Promise<void> {
  if (!departmentId && !providerId && !number) return;
  await tx.query(
    `insert into notifications.heard as known (subject, department_id, provider_id, number) values ($1, $2, $3, $4)
     on conflict (subject) do update set department_id = coalesce(excluded.department_id, known.department_id),
       provider_id = coalesce(excluded.provider_id, known.provider_id), number = coalesce(excluded.number, known.number)`,
    [subject, departmentId, providerId, number],
  );
}
