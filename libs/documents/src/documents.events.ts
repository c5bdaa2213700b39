import type { Happening } from '#platform';

/** A paper went out; its bytes are fixed by their digest. */
export const paperIssued = (paper: {
  id: string;
  kind: string;
  number?: string | null;
  sha256: string;
  public: boolean;
  project?: string | null;
}): Happening => ({
  type: 'document.issued',
  subject: paper.id,
  project: paper.project ?? null,
  facts: { kind: paper.kind, number: paper.number ?? null, sha256: paper.sha256, public: paper.public },
});
