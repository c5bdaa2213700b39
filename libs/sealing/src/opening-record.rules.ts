import { isCount, isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import type { OpeningPaper } from './opening-package.js';
import { isRecipients } from './papers.rules.js';
import { signatureIn } from './signature.js';
import { isEnvelopeKind, isOffice, suite } from './suite.rules.js';

/** The record of an opening; undefined for anything else. */
export function readOpening(bytes: Uint8Array): OpeningPaper | undefined {
  const value = parsed(bytes);
  if (!isFields(value) || value['type'] !== 'qiyue-opening' || value['suite'] !== suite || !signatureIn(value)) return undefined;
  const { procedure, number, title, root, filler, minimum, sealedAt, openedAt, holders, bids } = value;
  const fits =
    areTexts(procedure, number, title, sealedAt, openedAt) &&
    isDigest(root) &&
    isDigest(filler) &&
    typeof minimum === 'number' &&
    listOf(holders, (one) => isOffice(one['office']) && areTexts(one['recipient'])) &&
    listOf(bids, isRecordedBid) &&
    isMore(value);
  return fits ? (value as unknown as OpeningPaper) : undefined;
}

/** Prices by lot; undefined when the answers of a price envelope tell none. */
export function pricesIn(answers: Json): Readonly<Record<string, string>> | undefined {
  const prices = isFields(answers) ? answers['prices'] : undefined;
  if (!isFields(prices)) return undefined;
  const entries = Object.values(prices);
  return entries.length > 0 && entries.every((price) => typeof price === 'string') ? (prices as Record<string, string>) : undefined;
}

type Fields = { readonly [name: string]: Json };

/** What was not written at first is there in its form or not at all. */
function isMore({ round, lots, notices, minutes, refused }: Fields): boolean {
  return (
    (round === undefined || isCount(round)) &&
    (lots === undefined || listOf(lots, ({ id, name, maxPrice }) => areTexts(id, name, maxPrice))) &&
    (notices === undefined || listOf(notices, ({ version, recipients }) => isCount(version) && isRecipients(recipients))) &&
    (minutes === undefined || isMinutes(minutes)) &&
    (refused === undefined || listOf(refused, isRefused))
  );
}

const isMinutes = (value: Json): boolean =>
  isFields(value) &&
  isDigest(value['sha256']) &&
  listOf(value['signatures'], ({ office, name, at }) => isOffice(office) && areTexts(name, at));

const isRefused = ({ office, envelope, fileKey, at }: Fields): boolean =>
  isOffice(office) && isDigest(envelope) && (fileKey === null || typeof fileKey === 'string') && areTexts(at);

function isRecordedBid({ digest, state, fault, cause, prices, provider }: Fields): boolean {
  return (
    isDigest(digest) &&
    (state === 'opened' || state === 'invalid') &&
    (fault === null || typeof fault === 'string') &&
    (cause === undefined || cause === null || isCause(cause)) &&
    (prices === null || pricesIn({ prices: prices ?? null }) !== undefined) &&
    isFields(provider) &&
    areTexts(provider['name'], provider['uscc'])
  );
}

const isCause = (value: Json): boolean =>
  isFields(value) && areTexts(value['code']) && (value['kind'] === null || isEnvelopeKind(value['kind']));

const areTexts = (...values: readonly (Json | undefined)[]): boolean => values.every((value) => typeof value === 'string');

const listOf = (value: Json | undefined, fits: (one: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((one: Json) => isFields(one) && fits(one));
