import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OfferedPacker } from '#custody';
import { longestText, mostFiles, recipientsOf, type UploadLimits } from '#bidding';
import { lotsOf } from '#tendering';
import { envelopeKinds, type PackingSlip, suite } from '#sealing';
import type { NoticeView } from '#tendering';
import { PORTAL_SETTINGS, type PortalSettings } from '../kit/index.js';

/** The offline packer as it was built: one page that needs no network, and its digest for those who compare. */
@Injectable()
export class Packer implements OnApplicationBootstrap {
  readonly bytes: Buffer | null;
  /** Hex. */
  readonly sha256: string;

  constructor(
    @Inject(PORTAL_SETTINGS) settings: PortalSettings,
    private readonly offered: OfferedPacker,
  ) {
    const file = join(settings.assetsDirectory, '../packer/qiyue-pack.html');
    this.bytes = existsSync(file) ? readFileSync(file) : null;
    this.sha256 = createHash('sha256')
      .update(this.bytes ?? '')
      .digest('hex');
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.bytes) await this.offered.offer(this.sha256);
  }
}

/** What the packer needs to know of a notice and of what is taken in; none for one that names no key holders. */
export function packingSlipOf({ id, number, title, version, closesAt, content }: NoticeView, limits: UploadLimits): PackingSlip | null {
  const recipients = recipientsOf(content);
  if (!recipients) return null;
  const lots = lotsOf(content).map(({ id: lot, name, maxPrice }) => ({ id: lot, name, maxPrice }));
  const at = new Date(closesAt).toISOString();
  return {
    type: 'qiyue-packing-slip',
    suite,
    procedure: id,
    number,
    title,
    version,
    closesAt: at,
    recipients,
    envelopes: envelopeKinds,
    lots,
    limits: { file: limits.file, total: limits.total, files: mostFiles, text: longestText },
  };
}
