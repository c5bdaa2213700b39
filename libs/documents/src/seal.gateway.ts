import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { Config } from '#platform';

/** Names how the bytes after it are to be read; another suite may stand beside it later. */
const suite = Buffer.from('qiyue-seal-1:aes-256-gcm\n');
const nonceLength = 12;
const tagLength = 16;

/**
 * Keeps bytes unreadable in a copy of the database. `context` says what the bytes belong to; sealed bytes that were
 * moved elsewhere, cut or changed do not open.
 */
@Injectable()
export class Seal {
  private readonly key: Buffer;
  private readonly markKey: Buffer;

  constructor(config: Config) {
    const secret = Buffer.from(config.sealKey, 'base64');
    this.key = derived(secret, 'qiyue seal 1');
    this.markKey = derived(secret, 'qiyue mark 1');
  }

  /** Suite, fresh nonce, ciphertext, tag. */
  close(bytes: Buffer, context: string): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(bound(context));
    return Buffer.concat([suite, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Refuses `seal.broken` for anything but what {@link close} made for this context. */
  open(sealed: Buffer, context: string): Buffer {
    const body = suite.length + nonceLength;
    if (sealed.length < body + tagLength || !sealed.subarray(0, suite.length).equals(suite)) throw broken();
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(suite.length, body))
        .setAAD(bound(context))
        .setAuthTag(sealed.subarray(-tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(body, -tagLength)), decipher.final()]);
    } catch {
      throw broken();
    }
  }

  /** A name for something that tells only us what it names: equal for equal texts, one-way without our key. */
  mark(text: string): Buffer {
    return createHmac('sha256', this.markKey).update(text).digest();
  }
}

const derived = (secret: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', use, 32));
const bound = (context: string): Buffer => Buffer.concat([suite, Buffer.from(context)]);
const broken = (): Refused => new Refused(refuse('conflict', 'seal.broken'));
