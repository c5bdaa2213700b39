/** What this room records in the journal, with its facts. Never a name, a login, an address or a token. */
export interface IdentityEvents {
  /** Subject: the person. */
  'person.registered': {
    organization: string;
    roles: readonly string[];
    by: 'registration' | 'account' | 'invitation';
  };
  /** Subject: the membership. */
  'membership.begun': { person: string; organization: string; roles: readonly string[] };
  'membership.changed': {
    person: string;
    organization: string;
    from: readonly string[];
    to: readonly string[];
  };
  'membership.ended': { person: string; organization: string };
  /** Subject: the session. */
  'session.started': { door: 'page' | 'api'; secondFactor: boolean };
  'session.ended': { why: 'signed-out' | 'by-owner' | 'password-changed' | 'membership-ended' };
  'session.confirmed': Record<string, never>;
  'session.moved': { organization: string };
  /** Subject: the person whose account was tried with a wrong password or code. */
  'sign-in.failed': Record<string, never>;
  'password.changed': { by: 'owner' | 'reset' };
  'totp.enrolled': Record<string, never>;
  'totp.removed': { by: 'owner' | 'reset' };
  /** Subject: the token. */
  'api-token.issued': { days: number };
  'api-token.revoked': Record<string, never>;
  /** Subject: the invitation. */
  'invitation.sent': { kind: 'join' | 'reset'; organization: string; roles: readonly string[] };
  'invitation.taken': { kind: 'join' | 'reset'; person: string };
  'invitation.withdrawn': Record<string, never>;
}
