/** What this room records in the journal, with its facts. The subject is always the organization. */
export interface OrganizationEvents {
  /** First entry in the register. */
  'organization.registered': {
    uscc: string;
    name: string;
    kind: string;
    source: 'import' | 'registration' | 'platform';
  };
  /** The register's file said something new: each changed field with what it was and what it is. */
  'organization.changed': { uscc: string; changes: Record<string, { from: unknown; to: unknown }> };
  /** A credit event, as its source published it. */
  'organization.standing-changed': {
    uscc: string;
    act: string;
    from: string;
    to: string;
    source: string;
    decidedOn: string;
  };
}
