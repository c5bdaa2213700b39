import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Files } from '#documents';
import type { Tx } from '#platform';
import type { Evidence, Petitioner } from './petition.rules.js';
import type { PetitionerInput } from './petition.input.js';

/** Files that go with an objection: the sender's own, opened to whoever has to read them. */
@Injectable()
export class EvidenceDesk {
  constructor(private readonly files: Files) {}

  async take(tx: Tx, actor: Actor, ids: readonly string[] | undefined, readers: readonly string[]): Promise<Evidence[]> {
    const taken: Evidence[] = [];
    for (const fileId of new Set(ids ?? [])) {
      const { id, name, size, sha256 } = await this.files.attach(tx, actor, fileId, { organizations: readers });
      taken.push({ id, name, size, sha256 });
    }
    return taken;
  }

  /** Opens evidence to more readers later on. */
  async open(tx: Tx, evidence: readonly Evidence[], readers: readonly string[]): Promise<void> {
    for (const { id } of evidence) await this.files.grant(tx, id, readers);
  }
}

/** The petitioner as kept; what was left open is said. */
export const petitionerOf = ({ address, contact, phone, signatory, authorised }: PetitionerInput): Petitioner => ({
  address,
  contact,
  phone,
  signatory,
  authorised: authorised === true,
});
