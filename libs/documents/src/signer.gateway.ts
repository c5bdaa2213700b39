import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config, Database } from '#platform';
import { canonical, type Json } from './canonical.rules.js';

export type Signature = {
  readonly algorithm: 'Ed25519';
  /** First 16 hex digits of the SHA-256 of the public key's SPKI bytes. */
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
};

/** A statement with our signature over its canonical bytes. */
export type Signed<T> = T & { readonly signature: Signature };

export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: 'Ed25519';
  /** SPKI in PEM. */
  readonly publicKey: string;
  readonly knownSince: Date | null;
}

/** Signs what people may hold against us later: receipts, opening records, issued papers. */
@Injectable()
export class Signer implements OnApplicationBootstrap {
  readonly keyId: string;
  readonly publicKeyPem: string;
  private readonly privateKey: KeyObject;

  constructor(
    config: Config,
    private readonly database: Database,
  ) {
    this.privateKey = createPrivateKey(config.signingKey);
    const publicKey = createPublicKey(this.privateKey);
    this.publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.keyId = keyIdOf(publicKey);
  }

  /** What was signed by an earlier key must stay checkable after the key was changed. */
  async onApplicationBootstrap(): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query('insert into documents.signing_key (key_id, public_key) values ($1, $2) on conflict do nothing', [
        this.keyId,
        this.publicKeyPem,
      ]),
    );
  }

  sign(bytes: Buffer): Signature {
    return {
      algorithm: 'Ed25519',
      keyId: this.keyId,
      signature: sign(null, bytes, this.privateKey).toString('base64'),
    };
  }

  /** The statement with our signature inside, ready to be handed over as JSON. */
  signed<T extends { readonly [name: string]: Json }>(statement: T): Signed<T> {
    return { ...statement, signature: this.sign(canonical(statement)) };
  }

  /** Did the holder of one of our keys, present or earlier, sign these bytes? */
  async verify(bytes: Buffer, signature: Signature): Promise<'genuine' | 'altered' | 'unknown-key'> {
    const key = (await this.keys()).find(({ keyId }) => keyId === signature.keyId);
    if (!key) return 'unknown-key';
    const genuine = verify(null, bytes, createPublicKey(key.publicKey), Buffer.from(signature.signature, 'base64'));
    return genuine ? 'genuine' : 'altered';
  }

  /** Every key we ever signed with, newest first. */
  async keys(): Promise<SigningKey[]> {
    const rows = await this.database.query<{ keyId: string; publicKey: string; knownSince: Date }>(
      `select key_id as "keyId", public_key as "publicKey", known_since as "knownSince"
       from documents.signing_key order by known_since desc limit 100`,
    );
    const known = rows.map((row) => ({ ...row, algorithm: 'Ed25519' as const }));
    if (known.some(({ keyId }) => keyId === this.keyId)) return known;
    return [{ keyId: this.keyId, algorithm: 'Ed25519', publicKey: this.publicKeyPem, knownSince: null }, ...known];
  }
}

function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}
