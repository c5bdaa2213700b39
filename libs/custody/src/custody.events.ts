/** What this room writes into the journal, and the facts that go with it. */
export interface CustodyEvents {
  'custody.enrolled': { office: string; organizationId: string; unit: string; recipient: string };
  'custody.lost': { office: string; organizationId: string; unit: string; recipient: string; reason: string };
  'custody.packer-offered': { sha256: string };
  'custody.replaced': { office: string; organizationId: string; unit: string; recipient: string; reason: string };
}
