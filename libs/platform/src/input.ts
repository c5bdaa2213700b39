import { plainToInstance, Transform } from 'class-transformer';
import { registerDecorator, validateSync, type ValidationError, type ValidationOptions } from 'class-validator';
import { type FieldFault, parseYuan, refuse, Refused } from '#kernel';

/**
 * What came in, checked and typed; unknown fields are faults. Refuses `input.invalid` with one fault a field, whose
 * code is `input.<constraint>` (or the code given as the decorator's message).
 */
export function check<T extends object>(type: new () => T, plain: unknown): T {
  const source = plain !== null && typeof plain === 'object' && !Array.isArray(plain) ? plain : {};
  const unkept = Object.entries(source).flatMap(([field, value]) =>
    canBeKept(value) ? [] : [{ field, code: 'input.matches', facts: {} }],
  );
  if (unkept.length) throw new Refused(refuse('invalid', 'input.invalid', { count: unkept.length }, unkept));
  const input = plainToInstance(type, source);
  const errors = validateSync(input, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
  });
  if (errors.length) {
    const fields = faults(errors);
    throw new Refused(refuse('invalid', 'input.invalid', { count: fields.length }, fields));
  }
  return input;
}

/** Text that PostgreSQL can hold: without NUL and without halves of characters. */
function canBeKept(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !/\p{Cs}/u.test(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(canBeKept);
}

function faults(errors: readonly ValidationError[], above = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = above + error.property;
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
      field,
      code: /^[a-z]+[a-z-]*\.[a-z.-]+$/.test(message) ? message : `input.${kebab(constraint)}`,
      facts: limitsIn(message),
    }));
    return [...own.slice(0, 1), ...faults(error.children ?? [], `${field}.`)];
  });
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The number a length or range constraint names, for its sentence. */
function limitsIn(message: string): Record<string, string> {
  const [limit] = /-?\d+(\.\d+)?/.exec(message) ?? [];
  return limit === undefined ? {} : { limit };
}

/** An amount of yuan as people write it ("850,000.00"), more than zero. Parse it with `yuan()`. */
export function IsYuan(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isYuan',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: { validate: (value: unknown) => typeof value === 'string' && (parseYuan(value) ?? 0n) > 0n },
    });
}

/**
 * An instant: ISO 8601 in full with its zone, or as a form sends it ("2026-11-30T17:00"), then Beijing's; the field holds
 * it with its zone; `orDay`: a day alone is its beginning. Weeks, days of a year and times without colons are ISO 8601 too, but no date of ours or PostgreSQL's.
 */
export function IsInstant({ orDay = false, ...options }: ValidationOptions & { readonly orDay?: boolean } = {}): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? inBeijing(value.trim(), orDay) : (value ?? undefined)))(
      target,
      property,
    );
    registerDecorator({
      name: 'isIso8601',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: { validate: (value: unknown) => typeof value === 'string' && isInstant(value) },
    });
  };
}

/** A civil day that exists, as "2026-11-30"; "2026-02-31" does not. */
export function IsCivilDay(options?: ValidationOptions): PropertyDecorator {
  return (target, property) => {
    Trim()(target, property);
    registerDecorator({
      name: 'isDateString',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: { validate: (value: unknown) => typeof value === 'string' && isDay(value) },
    });
  };
}

/** "" means nothing was said. */
function inBeijing(text: string, orDay: boolean): string | undefined {
  if (text === '') return undefined;
  if (orDay && isDay(text)) return `${text}T00:00:00+08:00`;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text.length === 16 ? `${text}:00` : text}+08:00` : text;
}

const instant = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

function isInstant(text: string): boolean {
  const [, day] = instant.exec(text) ?? [];
  return day !== undefined && isDay(day);
}

function isDay(text: string): boolean {
  return /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** Cuts the white space around a text, which forms and files bring along. */
export function Trim(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
}

/** Forms send one value where a list has one entry, and "" for none. */
export function AsList(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    if (value === undefined || value === '') return [];
    return Array.isArray(value) ? (value as unknown[]) : [value];
  });
}

/** Forms send numbers as text. */
export function AsNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value,
  );
}

/** A box that is ticked sends "yes", "true" or "on"; one that is not sends nothing. */
export function AsBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? ['yes', 'true', 'on', '1'].includes(value) : (value ?? false),
  );
}
