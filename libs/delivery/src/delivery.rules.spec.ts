import type { Actor, Role } from '#kernel';
import { dayIsLogged, namesNobody, parseHours, prefilled, showHours, sumsOf } from './log.rules.js';
import { mayAnswer } from './milestone.policy.js';
import { barredFromAccepting, figuresAreWhole } from './milestone.rules.js';

const entry = (day: string, place: string, people: number, hours: number, struckAt: Date | null = null) => ({
  day,
  place,
  people,
  hours,
  struckAt,
});

describe('the log', () => {
  const sums = sumsOf([
    entry('2026-03-02', '东街', 12, 250),
    entry('2026-03-02', '西街', 8, 175),
    entry('2026-03-03', '东街', 500, 100, new Date()),
  ]);
  it('adds up without struck lines', () => expect(sums).toEqual({ entries: 2, days: 1, places: 2, people: 20, hours: 425 }));
  it('reads and writes hours without floats', () => {
    expect(['2.5', '0.25', '3', '10.05'].map(parseHours)).toEqual([250, 25, 300, 1005]);
    expect(['2.555', 'x', '-1', ''].map(parseHours)).toEqual([undefined, undefined, undefined, undefined]);
    expect([250, 25, 300, 1005].map(showHours)).toEqual(['2.5', '0.25', '3', '10.05']);
  });
  it.each([
    [{ name: '服务人次', target: '≥ 12000', source: '服务记录' }, '20'],
    [{ name: '服务时长', target: '不少于 400 小时', source: '服务记录' }, '4.25'],
    [{ name: '活动场次', target: '不少于 24 场', source: '服务记录' }, '2'],
    [{ name: '接听率', target: '20秒内接听率不低于95%', source: '系统' }, undefined],
    [{ name: '满意度', target: '≥ 90', source: '问卷' }, undefined],
  ])('fills %o with %s', (indicator, value) => expect(prefilled(indicator, sums)).toBe(value));
  it('is written after the work, from the contract on', () => {
    expect(dayIsLogged('2026-03-03', '2026-03-02', '2026-01-01')).toMatchObject({ code: 'log.day-ahead' });
    expect(dayIsLogged('2025-12-31', '2026-03-02', '2026-01-01')).toMatchObject({ code: 'log.day-before' });
    expect(dayIsLogged('2026-03-02', '2026-03-02', '2026-03-02')).toBeUndefined();
  });
  it('takes no identity or phone numbers', () => {
    expect(namesNobody('note', '王奶奶 13812345678')).toMatchObject({ code: 'log.personal-data', fields: [{ field: 'note' }] });
    expect(namesNobody('note', '身份证 32120219500101123X')).toBeDefined();
    expect(namesNobody('note', '共 15000 户,热线 0523-86800000')).toBeUndefined();
  });
});

describe('a report', () => {
  const indicators = [{ id: 'a' }, { id: 'b' }];
  it('has a figure for every indicator of the contract and for nothing else', () => {
    expect(figuresAreWhole(indicators, [{ indicatorId: 'a', actual: '96' }])).toMatchObject({
      code: 'report.figures-missing',
      fields: [{ field: 'figures.1.actual' }],
    });
    expect(
      figuresAreWhole(indicators, [
        { indicatorId: 'a', actual: '1' },
        { indicatorId: 'c', actual: '1' },
      ]),
    ).toMatchObject({ code: 'report.figure-unknown' });
    expect(
      figuresAreWhole(indicators, [
        { indicatorId: 'a', actual: '1' },
        { indicatorId: 'a', actual: '2' },
      ]),
    ).toMatchObject({ code: 'report.figure-unknown' });
    expect(
      figuresAreWhole(indicators, [
        { indicatorId: 'a', actual: '1' },
        { indicatorId: 'b', actual: '2' },
      ]),
    ).toBeUndefined();
  });
});

describe('acceptance', () => {
  const barred = barredFromAccepting({
    managerPersonId: 'm',
    draftedBy: 'd',
    offeredBy: 'd',
    signatures: [{ personId: 's' }, { personId: 'p' }],
  });
  const actor = (personId: string, role: Role = 'acceptor', organizationId = 'dep'): Actor => ({
    personId,
    organizationId,
    roles: [role],
    name: '',
    confirmedAt: null,
  });
  it('is for an acceptor who neither wrote, signed nor manages the contract (Art. 61)', () => {
    expect(barred).toEqual(['m', 'd', 's', 'p']);
    const milestone = { departmentId: 'dep', providerId: 'pro', barred };
    expect(barred.some((person) => mayAnswer(actor(person), milestone))).toBe(false);
    expect(mayAnswer(actor('x'), milestone)).toBe(true);
    expect(mayAnswer(actor('x', 'handler'), milestone)).toBe(false);
    expect(mayAnswer(actor('x', 'acceptor', 'pro'), milestone)).toBe(false);
  });
});
