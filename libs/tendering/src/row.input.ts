import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { AsNumber, IsCivilDay, Trim } from '#platform';
import { isFilled } from './row.rules.js';

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) =>
    decorators.forEach((decorate) => decorate(target, property));

/** A list of rows of one class; their places stay as sent, so that a fault names the row the person sees. */
export const Rows = (type: () => new () => object, max = 40): PropertyDecorator =>
  all(
    Transform(({ value }: { value: unknown }) => value ?? []),
    IsArray(),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(type),
  );

/** A text of a row: needed as soon as anything stands in the row. */
export const RowText = (max: number): PropertyDecorator => all(Trim(), ValidateIf(isFilled), IsString(), IsNotEmpty(), MaxLength(max));

/** A whole number of a row. */
export const RowInt = (min: number, max: number): PropertyDecorator => all(AsNumber(), ValidateIf(isFilled), IsInt(), Min(min), Max(max));

/** A number of a row, up to two decimals. */
export const RowNumber = (min: number): PropertyDecorator =>
  all(AsNumber(), ValidateIf(isFilled), IsNumber({ maxDecimalPlaces: 2 }), Min(min));

/** A text that may be left out. */
export const OptionalText = (max: number): PropertyDecorator => all(Trim(), IsOptional(), IsString(), MaxLength(max));

/** A civil date that may be left out: "2026-11-30". */
export const IsDay = (): PropertyDecorator => all(IsOptional(), IsCivilDay({ message: 'field.day' }));

/** A needed text. */
export const Text = (max: number): PropertyDecorator => all(Trim(), IsString(), IsNotEmpty(), MaxLength(max));
