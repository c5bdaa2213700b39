import { IsIn, IsOptional, IsString, IsUrl, MaxLength, MinLength } from 'class-validator';
import { IsInstant, Trim } from '#platform';

/** 单一来源公示: the text comes from the draft; where the official medium shows it may be added. */
export class PriorInput {
  @Trim()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  officialUrl?: string;

  /** Until when it stands; not before the lawful end. */
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class ObjectionInput {
  @Trim()
  @IsString()
  @MinLength(5)
  @MaxLength(4000)
  text!: string;
}

/** The new argument after an objection (MOF Order 74 Art. 40): upheld means that there are other providers. */
export class ReargumentInput {
  @IsIn(['upheld', 'rejected'])
  outcome!: 'upheld' | 'rejected';

  @Trim()
  @IsString()
  @MinLength(10)
  @MaxLength(4000)
  answer!: string;
}
