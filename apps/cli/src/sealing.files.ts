import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { identityIn, isEnvelopeKind, type OfferFile, textOf, unlockIdentity } from '#sealing';
import { Wanting } from './wanting.js';

/** What an answers file says: the offer, and which files go into which envelope. */
export interface OfferOnDisk {
  readonly provider: string;
  readonly commitment: boolean;
  /** What the bidder declares to be; `none` when it says nothing. */
  readonly enterprise: string;
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly files: readonly OfferFile[];
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.zip': 'application/zip',
  '.csv': 'text/csv',
  '.xml': 'application/xml',
};

const sizes = ['none', 'large', 'medium', 'small', 'micro'];

export const fileBytes = (path: string): Uint8Array => {
  if (!existsSync(path)) throw new Wanting(`没有文件 ${path}。`, `There is no file ${path}.`);
  return Uint8Array.from(readFileSync(path));
};

/**
 * An offer from `answers.json`, or from a folder: answers.json with plan.txt, staffing.txt, experience.txt beside it where
 * the answers are long, and the files of the envelopes in folders named after them.
 */
export function readOffer(path: string): OfferOnDisk {
  const folder = existsSync(path) && statSync(path).isDirectory();
  const home = folder ? path : dirname(resolve(path));
  const file = folder ? join(path, 'answers.json') : path;
  const said = jsonIn(file);
  const text = (name: string): string => {
    const beside = join(home, `${name}.txt`);
    const value = folder && existsSync(beside) ? readFileSync(beside, 'utf8').trim() : said[name];
    if (typeof value !== 'string' || value.trim() === '') throw missing(name);
    return value;
  };
  const prices = said['prices'];
  if (prices === null || typeof prices !== 'object' || Object.values(prices).some((price) => typeof price !== 'string'))
    throw missing('prices');
  if (said['commitment'] !== true) throw missing('commitment');
  const enterprise = said['enterprise'] ?? 'none';
  if (!sizes.some((size) => size === enterprise)) throw missing('enterprise');
  return {
    provider: text('provider').toUpperCase(),
    commitment: true,
    enterprise: enterprise as string,
    plan: text('plan'),
    staffing: text('staffing'),
    experience: text('experience'),
    prices: prices as Record<string, string>,
    files: [...filesNamed(said['files'], home), ...(folder ? filesIn(path) : [])],
  };
}

const missing = (name: string): Wanting =>
  new Wanting(`answers.json 缺少 ${name}，或写法不对。`, `answers.json lacks ${name}, or it is not written as it should be.`);

function jsonIn(file: string): Record<string, unknown> {
  try {
    const value = JSON.parse(textOf(fileBytes(file)) ?? '') as unknown;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Wanting) throw error;
  }
  throw new Wanting(`${file} 不是 JSON 文件。`, `${file} is no JSON file.`);
}

function filesNamed(value: unknown, home: string): OfferFile[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw missing('files');
  return (value as { kind?: unknown; path?: unknown }[]).map(({ kind, path }) => {
    if (!isEnvelopeKind(kind) || typeof path !== 'string') throw missing('files');
    return offerFile(kind, resolve(home, path));
  });
}

const filesIn = (folder: string): OfferFile[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: kind }) => {
      if (!isEnvelopeKind(kind)) return [];
      const names = readdirSync(join(folder, kind)).filter((name) => !name.startsWith('.'));
      return names.sort().map((name) => offerFile(kind, join(folder, kind, name)));
    });

function offerFile(kind: OfferFile['kind'], path: string): OfferFile {
  const mediaType = mediaTypes[extname(path).toLowerCase()];
  if (!mediaType) throw new Wanting(`${basename(path)} 的类型不能放进响应文件。`, `${basename(path)} is of a type that bids do not carry.`);
  return { kind, name: basename(path), mediaType, bytes: fileBytes(path) };
}

/** A secret key from a plain or locked file; the passphrase comes from the environment or standard input. */
export async function readIdentity(path: string, passphrase: () => Promise<string>): Promise<string> {
  const bytes = fileBytes(path);
  const plain = identityIn(textOf(bytes) ?? '');
  if (plain) return plain;
  const unlocked = await unlockIdentity(bytes, await passphrase());
  if (unlocked) return unlocked;
  throw new Wanting(`${path} 打不开：不是密钥文件，或口令不对。`, `${path} does not open: it is no key file or the passphrase is another.`);
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
