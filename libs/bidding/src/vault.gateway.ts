import { Injectable } from '@nestjs/common';
import { Seal } from '#documents';

/** Whose bid it is, as kept sealed beside it. */
export interface Owner {
  readonly provider: string;
  readonly startedAt: string;
}

/**
 * Closes and opens what the platform keeps of a bid under its own key: who began it, receipts, late tries, what key
 * holders gave. It holds nothing that opens an envelope before two holders have come.
 */
@Injectable()
export class Vault {
  constructor(private readonly seal: Seal) {}

  /** Recognizes a provider's bid in a procedure without naming the provider. */
  mark(procedureId: string, providerId: string): Buffer {
    return this.seal.mark(`bid ${procedureId} ${providerId}`);
  }

  /** `context` says what it belongs to; moved elsewhere it does not open. */
  close(context: string, value: unknown): Buffer {
    return this.seal.close(Buffer.from(JSON.stringify(value)), context);
  }

  open<T>(context: string, bytes: Buffer): T {
    return JSON.parse(this.seal.open(bytes, context).toString('utf8')) as T;
  }
}

/** What sealed things are bound to. */
export const contextOf = {
  owner: (bid: string): string => `owner ${bid}`,
  part: (bid: string, part: string, version: number): string => `part ${bid} ${part} ${version}`,
  receipt: (bid: string, version: number): string => `receipt ${bid} ${version}`,
  attempt: (id: string): string => `attempt ${id}`,
  contribution: (envelope: string, office: string): string => `contribution ${envelope} ${office}`,
  refused: (id: string): string => `refused ${id}`,
  handed: (envelope: string): string => `handed ${envelope}`,
  secret: (envelope: string): string => `secret ${envelope}`,
} as const;
