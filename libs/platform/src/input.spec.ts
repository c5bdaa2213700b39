import { IsOptional } from 'class-validator';
import { Refused } from '#kernel';
import { check, IsCivilDay, IsInstant } from './input.js';

class Said {
  @IsInstant()
  at!: string;

  @IsOptional()
  @IsInstant({ orDay: true })
  since?: string;

  @IsOptional()
  @IsCivilDay()
  day?: string;
}

const faults = (plain: object): string[] => {
  try {
    check(Said, plain);
  } catch (caught) {
    if (caught instanceof Refused) return caught.refusal.fields!.map(({ field, code }) => `${field} ${code}`);
    throw caught;
  }
  return [];
};

/** ISO 8601 has many ways to write a time; all but one are read by neither JavaScript nor PostgreSQL, or by one of them only. */
export const strangeInstants = [
  '2026-W10-1',
  '2026-123',
  '20261130T170000Z',
  '2026-11-30T17',
  '2026-11-30T170000+0800',
  '2026-02-31T17:00',
  '2026-11-30T24:00:00Z',
  '2026-11-30T17:60',
  '2026-11-30T17:00:00+99:00',
  '0000-01-01T00:00:00Z',
  '2026-11-30',
  'tomorrow',
  1796054400000,
  ['2026-11-30T17:00:00Z'],
  null,
];

describe('an instant that comes in', () => {
  it.each(strangeInstants)('is refused as %j', (at) => {
    expect(faults({ at })).toEqual(['at input.is-iso8601']);
  });

  it.each<[string, string]>([
    ['2026-11-30T17:00', '2026-11-30T17:00:00+08:00'],
    [' 2026-11-30T17:00:30 ', '2026-11-30T17:00:30+08:00'],
    ['2026-11-30T09:00:00.123Z', '2026-11-30T09:00:00.123Z'],
    ['2026-11-30T17:00+08:00', '2026-11-30T17:00+08:00'],
  ])('is held with its zone: %s', (at, held) => {
    expect(check(Said, { at }).at).toBe(held);
    expect(Number.isNaN(new Date(held).getTime())).toBe(false);
  });

  it('is the beginning of a day where a day will do', () => {
    expect(check(Said, { at: '2026-11-30T17:00', since: '2026-11-30' }).since).toBe('2026-11-30T00:00:00+08:00');
    expect(faults({ at: '2026-11-30T17:00', since: '2026-02-30' })).toEqual(['since input.is-iso8601']);
  });

  it.each(['2026-02-31', '2026-13-01', '2026-W10-1', '2026-11-30T00:00', '26-11-30', 20261130])('is no day as %j', (day) => {
    expect(faults({ at: '2026-11-30T17:00', day })).toEqual(['day input.is-date-string']);
  });
});
