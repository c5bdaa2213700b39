import { CalendarModule, CalendarService, civilDateOf } from '#calendar';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

/** Worked examples of the dates around objections, by the rows of T7; nothing is hurried here. */
describe('dates of challenges and complaints (T7)', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([CalendarModule], { acceleration: 1 });
  }, 60_000);
  afterAll(() => rooms.close());

  const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);
  /** The last day of a period; its 24:00 is too late. */
  const last = (key: string, from: Date, ruleDay: string): string =>
    civilDateOf(new Date(rooms.get(CalendarService).dueAt(key, from, ruleDay).getTime() - 1));
  const endOf = (day: string): Date => new Date(`${day}T23:59:59.999+08:00`);

  it('result published 2026-09-28, one working day of notice: it ends 09-29, and is challenged until 2026-10-14', () => {
    expect(last('award.notice_period', at('2026-09-28'), '2026-09-01')).toBe('2026-09-29');
    expect(last('challenge.file', endOf('2026-09-29'), '2026-09-01')).toBe('2026-10-14');
  });
  it('challenge received 2026-10-10: answered by 2026-10-20, complained of until 2026-11-10', () => {
    expect(last('challenge.answer', at('2026-10-10'), '2026-09-01')).toBe('2026-10-20');
    expect(last('complaint.file', endOf('2026-10-20'), '2026-09-01')).toBe('2026-11-10');
  });
  it('complaint received 2026-11-09: examined by 11-16, sent out by 11-19, decided by 2026-12-21', () => {
    expect(last('complaint.examine', at('2026-11-09'), '2026-09-01')).toBe('2026-11-16');
    expect(last('complaint.forward', at('2026-11-09'), '2026-09-01')).toBe('2026-11-19');
    expect(last('complaint.decide', at('2026-11-09'), '2026-09-01')).toBe('2026-12-21');
  });
  it('enquiry made 2026-09-30: answered by 2026-10-10, a Saturday that is worked', () => {
    expect(last('enquiry.answer', at('2026-09-30'), '2026-09-01')).toBe('2026-10-10');
  });
});
