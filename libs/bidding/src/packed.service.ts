import { Injectable } from '@nestjs/common';
import { type Actor, ensure, refuse, Refused } from '#kernel';
import { Config } from '#platform';
import { envelopeKinds, unpackBid } from '#sealing';
import { BidService } from './bid.service.js';
import { SubmissionService } from './submission.service.js';
import type { Receipt } from './receipt.view.js';
import { largestChunk } from './upload.rules.js';
import { Uploads } from './upload.service.js';

/** A bid in one file, packed without the network, and the word that the provider stands by it. */
export interface PackedBidInput {
  readonly bytes: Buffer;
  readonly declared: boolean;
}

/** Takes in a packed bid: its files as uploads, its statements as the submission. */
@Injectable()
export class PackedBids {
  private readonly limit: number;

  constructor(
    private readonly bids: BidService,
    private readonly uploads: Uploads,
    private readonly submissions: SubmissionService,
    config: Config,
  ) {
    this.limit = config.bidTotalLimit;
  }

  /** Refuses `packed.*`, and whatever an upload or a submission refuses. What was stored before a refusal is found again. */
  async submit(actor: Actor, procedureId: string, { bytes, declared }: PackedBidInput): Promise<Receipt> {
    ensure(declared ? undefined : faulty('declared', 'bid.declaration-missing'));
    const unpacked = await unpackBid(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), { bytes: this.limit });
    if ('fault' in unpacked) throw new Refused(faulty('file', unpacked.fault.code, unpacked.fault.facts));
    const { procedure, envelopes, files } = unpacked.bid;
    const missing = envelopeKinds.find((kind) => !envelopes[kind]);
    ensure(
      procedure === procedureId ? undefined : faulty('file', 'packed.other-procedure'),
      missing && faulty('file', 'packed.envelope-missing', { kind: missing }),
    );
    const { id } = await this.bids.start(actor, procedureId);
    await this.store(actor, id, files);
    const base64 = (kind: (typeof envelopeKinds)[number]): string => Buffer.from(envelopes[kind]!).toString('base64');
    const statements = { qualification: base64('qualification'), technical: base64('technical'), price: base64('price') };
    return this.submissions.submit(actor, id, { envelopes: statements, declared: true });
  }

  /** Past the deadline no file is taken any more; the submission then refuses the try as late, and notes it. */
  private async store(actor: Actor, id: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    try {
      for (const [sha256, file] of files) await this.uploads.whole(actor, id, sha256, Buffer.from(file), largestChunk);
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.code !== 'bid.late') throw caught;
    }
  }
}

const faulty = (field: string, code: string, facts: Readonly<Record<string, string | number>> = {}): ReturnType<typeof refuse> =>
  refuse('invalid', code, facts, [{ field, code, facts }]);
