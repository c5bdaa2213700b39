import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Role, roles } from '#kernel';
import { AsList, AsNumber, Trim } from '#platform';
import { longestPassword } from './password.rules.js';
import { longestToken } from './session.rules.js';

const loginPattern = /^[a-zA-Z0-9][a-zA-Z0-9._@-]{2,63}$/;

/** `POST /api/v1/sessions` and the sign-in page. */
export class SignInInput {
  @MaxLength(100)
  @IsString()
  @IsNotEmpty()
  @Trim()
  login: string;

  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  password: string;

  /** Six digits of the authenticator app, where one is enrolled. */
  @Matches(/^(\d{3}\s?\d{3})?$/, { message: 'identity.totp-six-digits' })
  @IsOptional()
  @Trim()
  totp?: string;

  @IsUUID()
  @IsOptional()
  organizationId?: string;
}

/** Proves again who is there. */
export class ConfirmInput {
  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  password: string;

  @Matches(/^(\d{3}\s?\d{3})?$/, { message: 'identity.totp-six-digits' })
  @IsOptional()
  @Trim()
  totp?: string;
}

export class ChangePassword {
  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  current: string;

  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  password: string;
}

export class FinishTotp {
  @Matches(/^\d{3}\s?\d{3}$/, { message: 'identity.totp-six-digits' })
  @Trim()
  code: string;
}

export class ChooseOrganization {
  @IsUUID()
  organizationId: string;
}

export class IssueApiToken {
  /** What it is for: "年度报表同步". */
  @MaxLength(60)
  @IsString()
  @IsNotEmpty()
  @Trim()
  name: string;

  @Max(longestToken)
  @Min(1)
  @IsInt()
  @AsNumber()
  days: number;
}

/** Invites somebody to the actor's organization. */
export class InviteInput {
  @MaxLength(40)
  @IsString()
  @IsNotEmpty()
  @Trim()
  name: string;

  @IsIn(roles, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(roles.length)
  @ArrayMinSize(1, { message: 'identity.role-needed' })
  @IsArray()
  @AsList()
  roles: Role[];
}

export class ChangeRoles {
  @IsIn(roles, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(roles.length)
  @ArrayMinSize(1, { message: 'identity.role-needed' })
  @IsArray()
  @AsList()
  roles: Role[];
}

/** Takes up an invitation with an account of one's own, or sets a new password by a reset link. */
export class TakeInvitation {
  /** Not needed for a reset. */
  @Matches(loginPattern, { message: 'identity.login-form' })
  @IsOptional()
  @Trim()
  login?: string;

  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  password: string;
}

/** A provider enters by itself. */
export class RegisterProvider {
  @MaxLength(40)
  @IsString()
  @IsNotEmpty()
  @Trim()
  uscc: string;

  /** As it stands on the certificate of registration. */
  @MaxLength(100)
  @IsString()
  @IsNotEmpty()
  @Trim()
  organization: string;

  /** The person who registers; becomes the administrator of the organization. */
  @MaxLength(40)
  @IsString()
  @IsNotEmpty()
  @Trim()
  name: string;

  /** Telephone or e-mail of the organization. */
  @MaxLength(100)
  @IsString()
  @IsNotEmpty()
  @Trim()
  contact: string;

  @Matches(loginPattern, { message: 'identity.login-form' })
  @Trim()
  login: string;

  @MaxLength(longestPassword)
  @IsString()
  @IsNotEmpty()
  password: string;
}
