import { system } from '#kernel';
import { CalendarImports, CalendarModule, CalendarService, DeadlineQueries, Deadlines, isWorkingDay, light } from '#calendar';
import { Database, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

const operator = { ...system('spec'), roles: ['operator'] as const };
const ruleDay = '2026-03-02';
const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

let rooms: TestRooms;
let database: Database;
let deadlines: Deadlines;
let queries: DeadlineQueries;
beforeAll(async () => {
  rooms = await openRooms([CalendarModule], { acceleration: 1 });
  database = rooms.get(Database);
  deadlines = rooms.get(Deadlines);
  queries = rooms.get(DeadlineQueries);
});
afterAll(() => rooms.close());

const aDuty = (changes: object = {}) => ({
  subject: uuidv7(),
  subjectType: 'challenge',
  project: uuidv7(),
  key: 'challenge.answer',
  holder: uuidv7(),
  startsAt: at('2026-10-10'),
  ruleDay,
  ...changes,
});
const open = (duty: ReturnType<typeof aDuty>): Promise<Date> => database.transaction((tx) => deadlines.open(tx, duty));

describe('a legal deadline', () => {
  it('runs once a subject and key, and is found by subject, project and holder', async () => {
    const duty = aDuty();
    const dueAt = await open(duty);
    expect(dueAt).toEqual(new Date('2026-10-21T00:00:00+08:00'));
    expect(await open({ ...duty, startsAt: at('2026-10-12') })).toEqual(dueAt);

    const [found] = await queries.ofSubjects([duty.subject]);
    expect(found).toMatchObject({
      ...duty,
      dueAt,
      metAt: null,
      cancelledAt: null,
      fixed: false,
      provisional: false,
    });
    expect(await queries.ofProject(duty.project)).toEqual([found]);
    expect(await queries.openOf(duty.holder)).toEqual([found]);
    expect(rooms.get(CalendarService).why(found!, at('2026-10-20'))).toMatchObject({
      light: 'amber',
      rule: { value: '7', unit: 'wd', citation: '《政府采购法》第53条' },
    });
  });

  it('is met once; opened later it runs anew', async () => {
    const duty = aDuty();
    await open(duty);
    const meet = (day: string): Promise<boolean> => database.transaction((tx) => deadlines.meet(tx, duty.subject, duty.key, at(day)));
    expect([await meet('2026-10-12'), await meet('2026-10-30')]).toEqual([true, false]);
    expect((await queries.ofSubjects([duty.subject]))[0]!.metAt).toEqual(at('2026-10-12'));
    expect(await queries.openOf(duty.holder)).toEqual([]);

    expect(await open({ ...duty, startsAt: at('2026-10-13') })).toEqual(new Date('2026-10-23T00:00:00+08:00'));
    expect((await queries.openOf(duty.holder))[0]).toMatchObject({ metAt: null, startsAt: at('2026-10-13') });
  });

  it('falls away when cancelled', async () => {
    const duty = aDuty();
    await open(duty);
    expect(await database.transaction((tx) => deadlines.cancel(tx, duty.subject, duty.key))).toBe(true);
    const [found] = await queries.ofSubjects([duty.subject]);
    expect(light(found!, at('2026-12-01'))).toBe('grey');
    expect(await database.transaction((tx) => deadlines.cancel(tx, duty.subject, duty.key))).toBe(false);
  });

  it('takes a date that people fixed, and moves', async () => {
    const dueAt = at('2026-10-14');
    const duty = aDuty({ key: 'milestone.report', ruleDay: undefined, dueAt });
    expect(await open(duty)).toEqual(dueAt);
    await database.transaction((tx) => deadlines.move(tx, duty.subject, duty.key, at('2026-11-16')));
    expect((await queries.ofSubjects([duty.subject]))[0]).toMatchObject({
      dueAt: at('2026-11-16'),
      amberAt: at('2026-11-09'),
      fixed: true,
      ruleDay: null,
    });
  });

  it('is counted on the board as its light says', async () => {
    const holder = uuidv7();
    for (const day of ['2026-10-09', '2026-10-10', '2026-10-12', '2026-10-30']) await open(aDuty({ holder, startsAt: at(day) }));
    const now = new Date('2026-10-20T00:00:00+08:00');
    const counted = (await queries.board(now)).filter((row) => row.holder === holder);
    const seen = (await queries.openOf(holder)).map((deadline) => light(deadline, now));
    expect(Object.fromEntries(counted.map((row) => [row.light, row.count]))).toEqual({
      amber: 2,
      green: 1,
      red: 1,
    });
    expect(seen).toEqual(['red', 'amber', 'amber', 'green']);
    expect((await queries.pressing(now)).filter((row) => row.holder === holder)).toHaveLength(3);
  });

  it('cannot be deleted by the application', async () => {
    await expect(database.transaction((tx) => tx.query('delete from calendar.deadline'))).rejects.toThrow('permission denied');
  });
});

describe('imports', () => {
  const paper = 'https://www.gov.cn/paper';
  const year = (...days: [string, boolean][]) => ({
    year: 2027,
    papers: [paper],
    days: days.map(([date, isOffDay]) => ({ name: '元旦', date, isOffDay })),
  });

  it('are for operators', async () => {
    await expect(rooms.get(CalendarImports).importCalendar(system('spec'), year(['2027-01-01', true]))).rejects.toMatchObject({
      refusal: { kind: 'forbidden' },
    });
  });

  it('of a calendar count provisional deadlines anew, and those that people fixed not', async () => {
    const duty = aDuty({ startsAt: at('2026-12-28') });
    const fixed = aDuty({ startsAt: at('2026-12-28'), dueAt: at('2027-01-08') });
    expect(await open(duty)).toEqual(new Date('2027-01-07T00:00:00+08:00'));
    await open(fixed);
    expect((await queries.ofSubjects([duty.subject]))[0]!.provisional).toBe(true);

    const imports = rooms.get(CalendarImports);
    const file = year(['2027-01-01', true], ['2027-01-04', true], ['2027-01-09', false]);
    expect(await imports.importCalendar(operator, file)).toEqual({ year: 2027, days: 3, moved: 1 });
    expect((await queries.ofSubjects([duty.subject]))[0]!.dueAt).toEqual(new Date('2027-01-09T00:00:00+08:00'));

    expect(await imports.importCalendar(operator, year(['2027-01-01', true]))).toEqual({
      year: 2027,
      days: 1,
      moved: 1,
    });
    expect(isWorkingDay(rooms.get(CalendarService).workingCalendar, '2027-01-09')).toBe(false);
    expect((await queries.ofSubjects([duty.subject]))[0]).toMatchObject({
      dueAt: new Date('2027-01-08T00:00:00+08:00'),
      provisional: false,
    });
    expect((await queries.ofSubjects([fixed.subject]))[0]!.dueAt).toEqual(at('2027-01-08'));
    expect(rooms.get(CalendarService).periodEnd({ value: 1, unit: 'wd' }, at('2026-12-31')).provisional).toBe(false);
  });

  it('of a rule book hold at once, keep history, and are journalled', async () => {
    const calendar = rooms.get(CalendarService);
    const standstill = {
      ...calendar.rule('standstill', ruleDay),
      region: '321202',
      value: '3',
      from: '2026-06-01',
    };
    await rooms.get(CalendarImports).importRuleBook(operator, { rules: [standstill] }, at('2026-05-20'));
    expect([calendar.number('standstill', '2026-05-31'), calendar.number('standstill', '2026-06-01')]).toEqual([0, 3]);

    const rewritten = { rules: [{ ...standstill, value: '5' }] };
    await expect(rooms.get(CalendarImports).importRuleBook(operator, rewritten, at('2026-06-02'))).rejects.toMatchObject({
      refusal: { code: 'rule-book.in-force' },
    });
    const types = await rooms.database.sql<{ type: string }>(`select type from platform.journal order by seq, id`);
    expect(types.map(({ type }) => type)).toEqual(['calendar.imported', 'calendar.imported', 'rule-book.imported']);
  });

  it('are not undone when the process starts again', async () => {
    await rooms.get(CalendarImports).seed();
    await rooms.get(CalendarService).refresh();
    expect(rooms.get(CalendarService).number('standstill', '2026-06-01')).toBe(3);
    expect(rooms.get(CalendarService).number('contract.sign', '2026-06-01')).toBe(30);
  });
});
