import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** Keeps one table of ours unreadable in a copy of the database: marks instead of names, AES-256-GCM for texts. */
export class Cipher {
  private readonly markKey: Buffer;
  private readonly textKey: Buffer;

  /** `use` keeps the keys of one table apart from those of all others. */
  constructor(sealKey: string, use: string) {
    const secret = Buffer.from(sealKey, 'base64');
    this.markKey = derived(secret, `qiyue ${use} mark 1`);
    this.textKey = derived(secret, `qiyue ${use} text 1`);
  }

  /** 32 bytes, equal for equal parts, telling nothing without our key. Lengths are bound in: parts cannot run together. */
  mark(...parts: readonly (string | Buffer)[]): Buffer {
    const hmac = createHmac('sha256', this.markKey);
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}\n`).update(part);
    return hmac.digest();
  }

  /** Fresh nonce, ciphertext, tag; `row` is the mark of the row it belongs to. */
  close(text: string, row: Buffer): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.textKey, nonce).setAAD(row);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws for anything but what {@link close} made for this row. */
  open(closed: Buffer, row: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.textKey, closed.subarray(0, nonceLength), { authTagLength: tagLength })
      .setAAD(row)
      .setAuthTag(closed.subarray(-tagLength));
    return Buffer.concat([decipher.update(closed.subarray(nonceLength, -tagLength)), decipher.final()]).toString('utf8');
  }
}

const derived = (secret: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', use, 32));
