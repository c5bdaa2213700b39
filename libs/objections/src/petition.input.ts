import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { AsBoolean, AsList, Trim } from '#platform';
import { type Stage, stages } from './stage.rules.js';

/** Rows of a form that nobody filled are none. */
export const FilledRows = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.filter(isFilled) : value));

const isFilled = (row: unknown): boolean =>
  typeof row !== 'object' || row === null || Object.values(row).some((value) => typeof value !== 'string' || value.trim() !== '');

/** One point of a challenge (MOF Order 94 Art. 12): what happened, what is asked for, on what ground. */
export class PointInput {
  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'challenge.facts-missing' })
  facts: string;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.request-missing' })
  request: string;

  /** The rules it rests on. */
  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.basis-missing' })
  basis: string;
}

/** Who files and who signs. */
export class PetitionerInput {
  @Trim()
  @IsString()
  @MaxLength(200)
  @IsNotEmpty({ message: 'objection.address-missing' })
  address: string;

  @Trim()
  @IsString()
  @MaxLength(60)
  @IsNotEmpty({ message: 'objection.contact-missing' })
  contact: string;

  @Trim()
  @Matches(/^[\d +-]{7,20}$/, { message: 'objection.phone-missing' })
  phone: string;

  @Trim()
  @IsString()
  @MaxLength(60)
  @IsNotEmpty({ message: 'objection.signatory-missing' })
  signatory: string;

  /** Signs for the legal representative; then the authorisation goes with the evidence. */
  @IsBoolean()
  @AsBoolean()
  @IsOptional()
  authorised?: boolean;
}

/** What every objection carries. */
export class Petition {
  @ValidateNested()
  @Type(() => PetitionerInput)
  @IsNotEmpty({ message: 'objection.petitioner-missing' })
  petitioner: PetitionerInput;

  /** Ids of files uploaded before. */
  @IsUUID(undefined, { each: true })
  @IsArray()
  @ArrayMaxSize(10)
  @AsList()
  @IsOptional()
  evidence?: string[];
}

export class FileChallenge extends Petition {
  @IsIn(stages)
  stage: Stage;

  /** Lot of the result that is challenged; needed where there are several. */
  @IsString()
  @MaxLength(20)
  @IsOptional()
  lot?: string;

  @ArrayMinSize(1, { message: 'challenge.points-missing' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PointInput)
  @FilledRows()
  @IsArray({ message: 'challenge.points-missing' })
  points: PointInput[];
}

/** The same challenge, completed once. */
export class SupplementChallenge extends Petition {
  @ArrayMinSize(1, { message: 'challenge.points-missing' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PointInput)
  @FilledRows()
  @IsArray({ message: 'challenge.points-missing' })
  points: PointInput[];
}
