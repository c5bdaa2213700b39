import { parseYuan } from '#kernel';
import { digestOf, fromBase64, fromHex, joined } from './bytes.rules.js';
import { type Fields, isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import type { OpeningPaper, RecordedMinutes, RecordedNotice } from './opening-package.js';
import { isRecipients } from './papers.rules.js';
import { type Check, checkOf, found } from './report.rules.js';
import { offices, type Recipients } from './suite.rules.js';

/** What the platform wrote down when it happened, as the package carries it. */
export interface Told {
  readonly type: string;
  readonly subject: string;
  readonly by: string;
  readonly at: string;
  readonly facts: Fields;
}

/** How a box of either round is sealed and opened. */
const sealings: readonly string[] = ['box.sealed', 'last-prices.sealed'];
const openings: readonly string[] = ['box.opened', 'last-prices.opened'];

/**
 * The entries of the journal, each against the commitment it carries, so that anybody can compare those with the public
 * log. Undefined: they are none.
 */
export async function toldIn(bytes: Uint8Array): Promise<readonly Told[] | undefined> {
  const entries = parsed(bytes);
  if (!Array.isArray(entries)) return undefined;
  const told: Told[] = [];
  for (const entry of entries as Json[]) {
    const payload = isFields(entry) ? fromBase64(entry['payload']) : undefined;
    if (!payload || !isFields(entry) || !isDigest(entry['salt'])) return undefined;
    if ((await digestOf(joined(fromHex(entry['salt']), payload))) !== entry['commitment']) return undefined;
    const said = parsed(payload);
    if (!isFields(said)) return undefined;
    const [type, subject, by, at] = [said['type'], said['subject'], said['by'], entry['at']].map((one) =>
      typeof one === 'string' ? one : '',
    );
    told.push({ type: type!, subject: subject!, by: by!, at: at!, facts: isFields(said['facts']) ? said['facts'] : {} });
  }
  return told;
}

/** The record against what was written down before and at the opening: root, notice, minutes, signatures. */
export async function journalChecks(
  record: OpeningPaper,
  journal: Uint8Array | undefined,
  told: readonly Told[] | undefined,
  minutes: Uint8Array | undefined,
): Promise<Check[]> {
  const own = (told ?? []).filter(({ subject }) => subject === record.procedure);
  const sealed = own.some(({ type, facts }) => sealings.includes(type) && facts['root'] === record.root);
  const root = journal ? checkOf('journal', told !== undefined && sealed) : found('journal', 'unproved');
  return [root, noticeCheck(record, own), ...(await minutesChecks(record, own, minutes))];
}

/** The keys the notice named, version by version, as the journal was told. */
function noticesIn(told: readonly Told[]): RecordedNotice[] {
  return told
    .filter(({ type, facts }) => (type === 'notice.published' || type === 'notice.corrected') && isRecipients(facts['recipients']))
    .map(({ facts }) => ({ version: facts['version'] as number, recipients: facts['recipients'] as unknown as Recipients }))
    .sort((one, other) => one.version - other.version);
}

function noticeCheck({ notices = [], holders, lots }: OpeningPaper, told: readonly Told[]): Check {
  const named = noticesIn(told);
  const newest = named.at(-1);
  if (!newest || !lots) return found('notice', 'unproved');
  const same = named.map(flat).join('\n') === notices.map(flat).join('\n');
  const closedTo = holders.every(({ office, recipient }) => newest.recipients[office] === recipient);
  const limit = told.find(({ type }) => type === 'notice.published')?.facts['maxPrice'];
  const sum = lots.reduce((total, { maxPrice }) => total + (parseYuan(maxPrice) ?? 0n), 0n);
  if (same && closedTo && limit !== undefined && sum !== (typeof limit === 'string' ? parseYuan(limit) : undefined))
    return found('notice', 'failed', { fault: 'limits' });
  return checkOf('notice', same && closedTo, same && closedTo ? { count: named.length } : { fault: 'recipients' });
}

const flat = ({ version, recipients }: RecordedNotice): string => [version, ...offices.map((office) => recipients[office])].join();

async function minutesChecks(
  { root, minutes: recorded }: OpeningPaper,
  told: readonly Told[],
  text: Uint8Array | undefined,
): Promise<Check[]> {
  const opened = told.find(({ type, facts }) => openings.includes(type) && facts['root'] === root);
  const named = [opened?.facts['minutes'], recorded?.sha256].filter((digest) => digest !== undefined);
  if (named.length === 0) return [found('minutes', 'unproved')];
  const digest = text && (await digestOf(text));
  const same = named.every((one) => one === digest);
  return [checkOf('minutes', same), ...(recorded ? [signersCheck(recorded, told)] : [])];
}

/** Whoever is listed as signer told the journal so; one may have signed while the package was being made. */
function signersCheck({ sha256, signatures }: RecordedMinutes, told: readonly Told[]): Check {
  if (signatures.length === 0) return found('signers', 'skipped');
  const names = signatures.map(({ name }) => name).join('、');
  if (told.length === 0) return found('signers', 'unproved');
  const heard = told.filter(({ type, facts }) => type === 'minutes.signed' && facts['digest'] === sha256);
  const signed = signatures.every(({ office, name }) => heard.some(({ by, facts }) => by === name && facts['office'] === office));
  return checkOf('signers', signed, { names });
}
