import type { Role } from '#kernel';

/** By which session or token a caller came. */
export interface CurrentSession {
  readonly id: string;
  readonly kind: 'session' | 'token';
  readonly door: 'page' | 'api';
  readonly personId: string;
  /** Has the person enrolled a second factor? */
  readonly enrolled: boolean;
  readonly expiresAt: Date;
}

/** A session as its owner sees it. */
export interface SessionView {
  readonly id: string;
  readonly door: 'page' | 'api';
  readonly organizationId: string;
  readonly agent: string | null;
  readonly secondFactor: boolean;
  readonly startedAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
  readonly current: boolean;
}

/** An API token as its owner sees it; the token itself was shown once. */
export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** What a person may do, and for whom. */
export interface MembershipView {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly login: string;
  readonly organizationId: string;
  readonly roles: readonly Role[];
  readonly since: Date;
  readonly enrolled: boolean;
  readonly lastSeenAt: Date | null;
}

export interface InvitationView {
  readonly id: string;
  readonly kind: 'join' | 'reset';
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
}
