import { toYuan } from '#kernel';
import { AssessmentModule } from '#assessment';
import { ContractQueries, EndingService, SigningService, type WholeContract } from '#contracts';
import {
  DisclosureModule,
  DisclosureQueries,
  type JsonObject,
  MoneyQueries,
  ProjectQueries,
  ReleaseQueries,
  releaseFaults,
} from '#disclosure';
import { LineFigureQueries } from '#ledger';
import { AnswerService } from '#payments';
import { QuestionService } from '#tendering';
import { anOfferedContract, anAnnouncedAward } from '../../contracts/test/builders.js';
import { handedIn } from '../../bidding/test/builders.js';
import { aResult, anInstructed, pain002 } from '../../payments/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast, untilClosed } from '../../tendering/test/builders.js';

jest.setTimeout(180_000);

let rooms: TestRooms;
let cast: Cast;
beforeAll(async () => {
  rooms = await openRooms([DisclosureModule, AssessmentModule], { acceleration: 50_000 });
  cast = await aCast(rooms);
  // The validators are made once, before a clock runs.
  releaseFaults({});
});
afterAll(() => rooms.close());

interface Stored {
  readonly event: string;
  readonly ocid: string;
  readonly date: Date;
  readonly tags: string[];
  readonly release: JsonObject & { parties: { id: string; roles: string[] }[] };
}

async function releasesOf(procedureId: string): Promise<Stored[]> {
  const rows = await rooms.database.sql<Omit<Stored, 'release'> & { body: Buffer }>(
    `select event, ocid, date, tags, body from disclosure.release where project = $1 and event not like 'plan-item.%' order by seq`,
    [procedureId],
  );
  return rows.map(({ body, ...row }) => ({
    ...row,
    release: JSON.parse(body.toString('utf8')) as Stored['release'],
  }));
}

describe('the releases of a project', () => {
  let contract: WholeContract;
  let stored: Stored[];
  beforeAll(async () => {
    const won = await anAnnouncedAward(rooms, cast, { amount: '850000.00' }, '799999.99');
    const { id } = await anOfferedContract(rooms, cast, won);
    await rooms.get(SigningService).sign(cast.providers[0]!, id);
    contract = await rooms.get(SigningService).sign(cast.approver, id);
    await rooms.settle();
    const payment = (await aResult(rooms, cast, contract))!;
    await rooms.get(EndingService).publish(cast.approver, id);
    await rooms.settle();
    const order = await anInstructed(rooms, cast, contract, payment);
    await rooms.get(AnswerService).import(cast.cashier, pain002(order, 'ACSC', toYuan(payment.amount)));
    await rooms.settle();
    stored = await releasesOf(contract.procedureId);
  });

  it('tell each public event once, in its order, with its tag', () => {
    expect(stored.map(({ event, tags }) => [event, tags.join('+')])).toEqual([
      ['notice.published', 'planning+tender'],
      ['box.opened', 'tenderUpdate'],
      ['award.announced', 'award'],
      ...stored.filter(({ event }) => event === 'award.finalized').map(() => ['award.finalized', 'awardUpdate']),
      ['contract.published', 'contract'],
      ['milestone.accepted', 'implementation'],
      ['assessment.posted', 'implementationUpdate'],
      ['assessment.final', 'implementationUpdate'],
      ['payment.paid', 'implementationUpdate'],
    ]);
  });

  it('validate, carry their parties and rise in date', () => {
    expect(stored.flatMap(({ release }) => releaseFaults(release))).toEqual([]);
    const dates = stored.map(({ release }) => release.date as string);
    expect(dates.every((date) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date))).toBe(true);
    expect([...new Set(dates)].sort()).toEqual(dates);
  });

  it('say nothing of bids before the opening and everything after it', () => {
    const [notice, opening] = stored;
    expect(JSON.stringify(notice!.release)).not.toMatch(/bids|tenderer|supplier/);
    expect(opening!.release.parties.filter(({ roles }) => roles.includes('tenderer'))).toHaveLength(2);
  });

  it('write amounts exactly as the fen say', () => {
    const text = JSON.stringify(stored.find(({ event }) => event === 'contract.published')!.release);
    expect(text).toContain('"value":{"amount":799999.99,"currency":"CNY"}');
  });

  it('keep the plan as a process of its own, which the notice names', async () => {
    const [related] = stored[0]!.release.relatedProcesses as unknown as {
      identifier: string;
      relationship: string[];
    }[];
    expect(related).toMatchObject({ relationship: ['planning'] });
    expect(related!.identifier).toMatch(/^ocds-213czf-PLAN-2026-\d+$/);
    expect(await rooms.get(ReleaseQueries).record(related!.identifier)).not.toBeNull();
  });

  it('keep all roles of a party in the compiled release', async () => {
    const { compiled } = (await rooms.get(ProjectQueries).byNumber(await numberOf(contract)))!;
    const parties = compiled.parties as unknown as { id: string; roles: string[] }[];
    expect(parties.find(({ roles }) => roles.includes('buyer'))!.roles).toEqual(['buyer', 'procuringEntity', 'payer']);
    expect(parties.find(({ roles }) => roles.includes('payee'))!.roles).toEqual(['tenderer', 'supplier', 'payee']);
  });

  it('add up in the year to what the ledger says, to the fen', async () => {
    const { total } = await rooms.get(MoneyQueries).ofYear(2026);
    const lines = await rooms.database.sql<{ number: string }>('select number from planning.budget_line where year = 2026');
    const figures = [...(await rooms.get(LineFigureQueries).of(lines.map(({ number }) => number))).values()];
    const sum = (name: 'contracted' | 'payable' | 'paid'): bigint => figures.reduce((all, line) => all + line[name], 0n);
    expect(total.contracted).toBe(79_999_999n);
    expect([total.contracted, total.accepted, total.paid]).toEqual([sum('contracted'), sum('payable'), sum('paid')]);
    expect(total.paid > 0n).toBe(true);
  });

  it('hold when everything is checked again: schema, chain, merge', async () => {
    const { releases, records, faults } = await rooms.get(DisclosureQueries).check();
    expect(faults).toEqual([]);
    expect(releases).toBeGreaterThanOrEqual(stored.length + 1);
    expect(records).toBeGreaterThanOrEqual(2);
  });

  it('cannot be changed or removed, not even by the owner of the database', async () => {
    await expect(rooms.database.sql(`update disclosure.release set event = 'x'`)).rejects.toThrow();
    await expect(rooms.database.sql('delete from disclosure.release')).rejects.toThrow();
  });

  it('are found out when somebody forges one', async () => {
    await rooms.database.sql('alter table disclosure.release disable trigger user');
    const [before] = await rooms.database.sql<{ seq: string; body: Buffer; sha256: Buffer }>(
      'select seq, body, sha256 from disclosure.release order by seq limit 1 offset 1',
    );
    await rooms.database.sql(
      `update disclosure.release set body = convert_to(replace(convert_from(body, 'UTF8'), '"zh"', '"en"'), 'UTF8'),
         sha256 = sha256(previous_sha256 || convert_to(replace(convert_from(body, 'UTF8'), '"zh"', '"en"'), 'UTF8')) where seq = $1`,
      [before!.seq],
    );
    const { faults } = await rooms.get(DisclosureQueries).check();
    await rooms.database.sql('update disclosure.release set body = $2, sha256 = $3 where seq = $1', [
      before!.seq,
      before!.body,
      before!.sha256,
    ]);
    await rooms.database.sql('alter table disclosure.release enable trigger user');
    expect(faults.join()).toMatch(/does not name the release before/);
    expect((await rooms.get(DisclosureQueries).check()).faults).toEqual([]);
  });

  it('are read in a feed whose next link always leads on, and back again', async () => {
    const queries = rooms.get(ReleaseQueries);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 50; page += 1) {
      const { releases, links } = JSON.parse((await queries.feed({ cursor, limit: 3 })).body) as {
        releases: { id: string }[];
        links: { next: string };
      };
      expect(new Set(seen).has(releases[0]?.id ?? '')).toBe(false);
      seen.push(...releases.map(({ id }) => id));
      cursor = new URL(links.next).searchParams.get('cursor')!;
      if (!releases.length) break;
    }
    const all = await rooms.database.sql<{ id: string }>('select id from disclosure.release order by seq');
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});

describe('before the opening', () => {
  it('answers are published without their askers, and handed in bids leave no trace', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const questions = rooms.get(QuestionService);
    const { id } = await questions.ask(cast.providers[1]!, notice.id, { text: '服务时间是否包括节假日?' });
    await questions.answer(cast.handler, id, { answer: '包括,全年不间断。', affects: 'no' });
    await handedIn(rooms, cast.providers[0]!, notice.id);
    await handedIn(rooms, cast.providers[1]!, notice.id);
    await rooms.settle();
    const stored = await releasesOf(notice.id);
    expect(stored.map(({ event }) => event)).toEqual(['notice.published', 'question.answered']);
    expect(JSON.stringify(stored)).not.toMatch(/bids|tenderer|author|supplier/);
    expect(JSON.stringify(stored)).not.toContain('心服务社');
    await untilClosed(rooms, notice);
  });
});

async function numberOf({ id }: WholeContract): Promise<string> {
  return (await rooms.get(ContractQueries).byId(id))!.content.procedure.number;
}
