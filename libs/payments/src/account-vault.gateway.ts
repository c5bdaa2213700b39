import { Injectable } from '@nestjs/common';
import { Seal } from '#documents';

export interface KeptAccount {
  readonly sealed: Buffer;
  /** Equal for equal accounts, tells nothing else. */
  readonly mark: Buffer;
  /** Last four digits, for people. */
  readonly tail: string;
}

const context = (requestId: string): string => `payment-request:${requestId}`;

/** Keeps account numbers unreadable in a copy of the database; each is bound to its request. */
@Injectable()
export class AccountVault {
  constructor(private readonly seal: Seal) {}

  close(account: string, requestId: string): KeptAccount {
    return {
      sealed: this.seal.close(Buffer.from(account), context(requestId)),
      mark: this.seal.mark(`account:${account}`),
      tail: account.slice(-4),
    };
  }

  open(sealed: Buffer, requestId: string): string {
    return this.seal.open(sealed, context(requestId)).toString();
  }
}
