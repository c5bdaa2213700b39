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
