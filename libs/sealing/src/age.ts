import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient, Stanza } from 'age-encryption';
import { textOf, utf8 } from './bytes.rules.js';
import { ageHeaderSize } from './padding.rules.js';
import { type Fault, fault } from './suite.rules.js';

/** A new secret key, `AGE-SECRET-KEY-1…`. */
export const newIdentity = (): Promise<string> => generateX25519Identity();

/** The public key of a secret key, `age1…`. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

/** Is it a public key to which files can be closed: X25519, in the one way of writing it? */
export function isRecipient(text: string): boolean {
  const bytes = keyBytes(text, 'age');
  return bytes !== undefined && bytes[31]! < 0x80 && bytes.some((byte) => byte !== 0);
}

/** Is it a secret key? */
export const isIdentity = (text: string): boolean => keyBytes(text, 'AGE-SECRET-KEY-') !== undefined;

/** The 32 bytes of a secret key. */
export function secretBytes(identity: string): Uint8Array {
  const bytes = keyBytes(identity, 'AGE-SECRET-KEY-');
  if (!bytes) throw new RangeError('not an identity');
  return bytes;
}

export const identityOfBytes = (bytes: Uint8Array): string => bech32.encodeFromBytes('AGE-SECRET-KEY-', bytes).toUpperCase();

function keyBytes(text: string, prefix: string): Uint8Array | undefined {
  try {
    const read = bech32.decodeToBytes(text);
    const rewritten = prefix === 'age' ? text.toLowerCase() : text.toUpperCase();
    const fits = read.prefix.toLowerCase() === prefix.toLowerCase() && read.bytes.length === 32 && rewritten === text;
    return fits ? Uint8Array.from(read.bytes) : undefined;
  } catch {
    return undefined;
  }
}

/** An identity as `age-keygen` writes it: a file that the age program takes. */
export async function identityFile(identity: string): Promise<string> {
  return `# public key: ${await recipientOf(identity)}\n${identity}\n`;
}

/** The first secret key in the text of an identity file, or of a recovery sheet typed in groups; undefined when there is none. */
export function identityIn(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  return [...lines, text.replace(/\s+/g, '').toUpperCase()].find(isIdentity);
}

/** Closes bytes to one public key, as a plain age file. */
export async function encryptTo(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** Opens an age file; undefined when the key does not fit or a byte was changed. */
export async function decryptWith(identity: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Locks a secret key under a passphrase: an age file around an identity file, which the age program takes as it is. The
 * work factor is the binary logarithm of the scrypt rounds; 18 takes about a second.
 */
export async function lockIdentity(identity: string, passphrase: string, workFactor = 18): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(utf8(await identityFile(identity)));
}

/** The secret key in a locked file; undefined when the passphrase is another or the file is none. */
export async function unlockIdentity(bytes: Uint8Array, passphrase: string): Promise<string | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    return identityIn(textOf(await decrypter.decrypt(bytes)) ?? '');
  } catch {
    return undefined;
  }
}

/** 32 bytes in base64 without padding, as age writes them. */
const word = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]';
const beginning = `^age-encryption\\.org/v1\n-> X25519 ${word}\n${word}\n`;
const header = new RegExp(`${beginning}--- ${word}\n$`);

/** An age file for exactly one X25519 key and nothing else: nobody else can have been let in. */
export function checkAgeHeader(bytes: Uint8Array): Fault | undefined {
  return header.test(asciiOf(bytes.subarray(0, ageHeaderSize))) ? undefined : fault('header.unreadable');
}

const asciiOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** The second stanza of a share names its procedure; the header's MAC covers it, age programs pass over it. */
const marking = 'qiyue-procedure';

/** Bytes in front of the body of a share. */
export const shareHeaderSize = (procedure: string): number => ageHeaderSize + `-> ${marking} ${procedure}\n\n`.length;

/** Closes a share to one holder, for one procedure. */
export async function encryptShare(recipient: string, procedure: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient({ wrapFileKey: () => [new Stanza([marking, procedure], new Uint8Array(0))] });
  return encrypter.encrypt(bytes);
}

/** A share for exactly one X25519 key and exactly this procedure. */
export function checkShareHeader(bytes: Uint8Array, procedure: string): Fault | undefined {
  const [, named] =
    new RegExp(`${beginning}-> ${marking} ([0-9A-Za-z-]+)\n\n--- ${word}\n$`).exec(
      asciiOf(bytes.subarray(0, shareHeaderSize(procedure))),
    ) ?? [];
  return named === procedure ? undefined : fault('header.unreadable');
}

/** The file key of an age file; undefined when it is not closed to this identity or its header was made up. */
export async function fileKeyOf(identity: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decryptHeader(bytes);
  } catch {
    return undefined;
  }
}

/** Opens an age file by its file key. `foreign`: the header's MAC denies the key; `broken`: the key is true, the body is not. */
export async function openByFileKey(fileKey: Uint8Array, bytes: Uint8Array): Promise<Uint8Array | 'foreign' | 'broken'> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  try {
    await decrypter.decryptHeader(bytes);
  } catch {
    return 'foreign';
  }
  try {
    return await decrypter.decrypt(bytes);
  } catch {
    return 'broken';
  }
}
