import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform';

/** Begins every API token, so that scanners for leaked secrets know it. */
export const tokenPrefix = 'qiyue_';

/** 256 bits nobody can guess, as text. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const newApiToken = (): string => tokenPrefix + newToken();

/** All that is kept of a token. */
export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const suite = 1;

/** Small secrets at rest: AES-256-GCM under the installation's key, bound to whose they are. */
@Injectable()
export class Secrets {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(config.sealKey, 'base64');
  }

  /** Suite id, nonce, tag, ciphertext. */
  seal(secret: string, owner: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(`identity:${owner}`));
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([suite]), nonce, cipher.getAuthTag(), body]);
  }

  /** Throws when the bytes were changed or belong to somebody else. */
  open(sealed: Buffer, owner: string): string {
    if (sealed[0] !== suite) throw new Error('unknown suite of a sealed secret');
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(1, 13))
      .setAAD(Buffer.from(`identity:${owner}`))
      .setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
  }

  /** The token of an invitation, made from its id: who may see the invitation can be shown its link again. */
  invitationToken(id: string): string {
    return createHmac('sha256', this.key).update(`invitation:${id}`).digest('base64url');
  }
}
