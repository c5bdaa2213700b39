import type { OfferFile } from './offer.js';
import { ageSize, padme } from './padding.rules.js';
import type { PackingSlip, SlipLimits, TechnicalAnswers } from './papers.rules.js';

const mebibyte = 1_048_576;
/** What the platform allowed before slips told it. */
const before: SlipLimits = { file: 100 * mebibyte, total: 300 * mebibyte, files: 30, text: 20_000 };
/** Statements and written answers beside the files: never more than this. */
const besideFiles = mebibyte;

export const limitsOf = ({ limits = before }: Pick<PackingSlip, 'limits'>): SlipLimits => limits;

/** What would keep a packed offer from being taken in; sizes in whole megabytes, lengths in characters as people count them. */
export type PackingFault =
  | { readonly code: 'provider' }
  | { readonly code: 'text-too-long'; readonly text: keyof TechnicalAnswers; readonly limit: number; readonly length: number }
  | { readonly code: 'file-too-large'; readonly name: string; readonly limit: number }
  | { readonly code: 'too-many-files' | 'too-large'; readonly limit: number };

/** The faults of an offer that the platform would find, before it is sealed. */
export function packingFaults(
  slip: Pick<PackingSlip, 'limits'>,
  offer: { readonly provider: string; readonly texts: TechnicalAnswers; readonly files: readonly Pick<OfferFile, 'name' | 'bytes'>[] },
): PackingFault[] {
  const limits = limitsOf(slip);
  const largest = largestPlain(limits.file);
  const faults: PackingFault[] = isCreditCode(offer.provider) ? [] : [{ code: 'provider' }];
  for (const text of ['plan', 'staffing', 'experience'] as const) {
    const { length } = [...offer.texts[text]];
    if (length > limits.text) faults.push({ code: 'text-too-long', text, limit: limits.text, length });
  }
  for (const { name, bytes } of offer.files)
    if (bytes.length > largest) faults.push({ code: 'file-too-large', name, limit: megabytes(largest) });
  if (offer.files.length > limits.files) faults.push({ code: 'too-many-files', limit: limits.files });
  const weight = offer.files.reduce((sum, { bytes }) => sum + ageSize(padme(bytes.length)), besideFiles);
  if (weight > limits.total) faults.push({ code: 'too-large', limit: megabytes(limits.total) });
  return faults;
}

/** A unified social credit code by its form; whose it is the opening tells. */
export const isCreditCode = (text: string): boolean => /^[0-9A-Z]{18}$/.test(text);

/** The largest file whose age file, padding included, is within so many bytes. */
export function largestPlain(sealed: number): number {
  let [fits, over] = [0, sealed];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (ageSize(padme(middle)) <= sealed) fits = middle;
    else over = middle;
  }
  return fits;
}

const megabytes = (bytes: number): number => Math.floor(bytes / mebibyte);
