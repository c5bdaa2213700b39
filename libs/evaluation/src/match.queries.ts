import { Injectable } from '@nestjs/common';
import { addYears, CalendarService, civilDateOf, startOfCivilDay } from '#calendar';
import { PeopleQueries } from '#identity';
import type { Tx } from '#platform';
import { type Match, matchesOf, type Parties, type Ties } from './match.rules.js';

interface Person {
  readonly personId: string;
  readonly organizationId: string;
}

/** What the platform itself knows of ties between people and bidders. */
@Injectable()
export class Matches {
  constructor(
    private readonly people: PeopleQueries,
    private readonly calendar: CalendarService,
  ) {}

  /** Matches of each person with the parties, within the time the law looks back. */
  async of(
    tx: Tx,
    persons: readonly Person[],
    parties: Parties,
    { ruleDay }: { ruleDay: string },
    at: Date,
  ): Promise<Map<string, Match[]>> {
    const since = startOfCivilDay(addYears(civilDateOf(at), -this.calendar.number('recusal.lookback', ruleDay)));
    const ids = persons.map(({ personId }) => personId);
    const past = await this.people.organizationsSince(ids, since);
    const declared = (await tx.query(
      `select person_id as "personId", organization_id as "organizationId" from evaluation.expert_tie
       where person_id = any($1) and declared_at > $2`,
      [ids, since],
    )) as Person[];
    const partners = (await tx.query(
      `select buyer_id as one, provider_id as other from evaluation.unit_tie where since > $2 and (buyer_id = any($1) or provider_id = any($1))`,
      [[...new Set(persons.map(({ organizationId }) => organizationId))], since],
    )) as { one: string; other: string }[];
    const of = (rows: readonly Person[], id: string): string[] =>
      rows.filter(({ personId }) => personId === id).map(({ organizationId }) => organizationId);
    const ties = ({ personId, organizationId }: Person): Ties => ({
      personId,
      organizationId,
      past: of(past, personId),
      declared: of(declared, personId),
      partners: partners.flatMap(({ one, other }) => (one === organizationId ? [other] : other === organizationId ? [one] : [])),
    });
    return new Map(persons.map((person) => [person.personId, matchesOf(ties(person), parties)]));
  }

  /** What a person declared about themselves stays known for later draws. */
  async remember(tx: Tx, personId: string, ties: readonly { organizationId: string; kind: string }[], at: Date): Promise<void> {
    for (const { organizationId, kind } of ties)
      await tx.query('insert into evaluation.expert_tie (person_id, organization_id, kind, declared_at) values ($1, $2, $3, $4)', [
        personId,
        organizationId,
        kind,
        at,
      ]);
  }

  /** A contract between two organizations: their people no longer judge each other. Twice is once. */
  async contracted(tx: Tx, tie: { contractId: string; buyerId: string; providerId: string; since: Date }): Promise<void> {
    await tx.query(
      `insert into evaluation.unit_tie (contract_id, buyer_id, provider_id, since) values ($1, $2, $3, $4) on conflict do nothing`,
      [tie.contractId, tie.buyerId, tie.providerId, tie.since],
    );
  }
}
