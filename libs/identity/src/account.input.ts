import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { type Role, roles } from '#kernel';
import { AsList, AsNumber, Trim } from '#platform';
import { longestPassword } from './password.rules.js';
import { longestToken } from './session.rules.js';

const loginPattern = /^[a-zA-Z0-9][a-zA-Z0-9._@-]{2,63}$/;

/** `POST /api/v1/sessions` and the sign-in page. */
export class SignInInput {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  login: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  password: string;

  /** Six digits of the authenticator app, where one is enrolled. */
  @Trim()
  @IsOptional()
  @Matches(/^(\d{3}\s?\d{3})?$/, { message: 'identity.totp-six-digits' })
  totp?: string;

  @IsOptional()
  @IsUUID()
  organizationId?: string;
}

/** Proves again who is there. */
export class ConfirmInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  password: string;

  @Trim()
  @IsOptional()
  @Matches(/^(\d{3}\s?\d{3})?$/, { message: 'identity.totp-six-digits' })
  totp?: string;
}

export class ChangePassword {
  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  current: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  password: string;
}

export class FinishTotp {
  @Trim()
  @Matches(/^\d{3}\s?\d{3}$/, { message: 'identity.totp-six-digits' })
  code: string;
}

export class ChooseOrganization {
  @IsUUID()
  organizationId: string;
}

export class IssueApiToken {
  /** What it is for: "年度报表同步". */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  name: string;

  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(longestToken)
  days: number;
}

/** Invites somebody to the actor's organization. */
export class InviteInput {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  name: string;

  @AsList()
  @IsArray()
  @ArrayMinSize(1, { message: 'identity.role-needed' })
  @ArrayMaxSize(roles.length)
  @ArrayUnique()
  @IsIn(roles, { each: true })
  roles: Role[];
}

export class ChangeRoles {
  @AsList()
  @IsArray()
  @ArrayMinSize(1, { message: 'identity.role-needed' })
  @ArrayMaxSize(roles.length)
  @ArrayUnique()
  @IsIn(roles, { each: true })
  roles: Role[];
}

/** Takes up an invitation with an account of one's own, or sets a new password by a reset link. */
export class TakeInvitation {
  /** Not needed for a reset. */
  @Trim()
  @IsOptional()
  @Matches(loginPattern, { message: 'identity.login-form' })
  login?: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  password: string;
}

/** A provider enters by itself. */
export class RegisterProvider {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  uscc: string;

  /** As it stands on the certificate of registration. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  organization: string;

  /** The person who registers; becomes the administrator of the organization. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  name: string;

  /** Telephone or e-mail of the organization. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  contact: string;

  @Trim()
  @Matches(loginPattern, { message: 'identity.login-form' })
  login: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(longestPassword)
  password: string;
}
