import type { Receipt } from '#bidding';
import { boxRoot } from '#sealing';
import type { TestDatabase } from '../../../../libs/platform/test/harness.js';
import type { Course } from './field.js';
import type { Answer } from './line.js';

/** What one shot came to. */
export interface Outcome {
  readonly shot: Course['shots'][number];
  readonly answer: Answer | null;
}

/** How a race went, in figures. */
export interface Score {
  readonly acknowledged: number;
  readonly late: number;
  readonly busy: number;
  /** No answer came: the server was gone. */
  readonly unanswered: number;
  /** Stored although no answer came; each is in the box and its receipt was fetched. */
  readonly found: number;
}

const codeOf = ({ body }: Answer): string => (body as { code?: string } | null)?.code ?? 'none';
const acknowledgedIn = ({ answer }: Outcome): Receipt | undefined => (answer?.status === 201 ? (answer.body as Receipt) : undefined);

/**
 * Looks from outside whether the race kept its promises: acknowledged = in the box, exactly; nothing late; what was stored
 * without an answer is explained. Answers every broken promise as a sentence.
 */
export async function judged(
  database: TestDatabase,
  { procedure }: Course,
  outcomes: readonly Outcome[],
  deadline: Date,
  receipts: (bid: string) => Promise<readonly Receipt[]>,
): Promise<{ score: Score; faults: string[] }> {
  const faults: string[] = [];
  const rows = await database.sql<{ number: string; bid: string; version: number; digest: string; at: Date }>(
    `select s.number, s.bid, s.version, encode(s.envelope_sha256, 'hex') as digest, s.received_at as at
     from bidding.submission s join bidding.bid b on b.id = s.bid where b.procedure = $1`,
    [procedure.id],
  );
  const stored = new Map(rows.map((row) => [row.number, row]));
  const acknowledged = new Map<string, Receipt>();
  for (const outcome of outcomes) {
    const receipt = acknowledgedIn(outcome);
    if (receipt) acknowledged.set(receipt.number, receipt);
    else if (outcome.answer && !['bid.late', 'bid.busy'].includes(codeOf(outcome.answer)))
      faults.push(`an answer nobody expects: ${outcome.answer.status} ${codeOf(outcome.answer)}`);
  }
  for (const { number, envelope } of acknowledged.values())
    if (stored.get(number)?.digest !== envelope!.sha256) faults.push(`${number} was acknowledged and is not stored`);
  for (const { number, at } of rows) if (at >= deadline) faults.push(`${number} was received at ${at.toISOString()}, after the deadline`);

  const unanswered = outcomes.filter(({ answer }) => answer === null).length;
  const unexplained = rows.filter(({ number }) => !acknowledged.has(number));
  const known = new Map(acknowledged);
  for (const { bid, number } of unexplained) {
    const receipt = (await receipts(bid)).find((one) => one.number === number);
    if (receipt) known.set(number, receipt);
    else faults.push(`${number} is stored, was not acknowledged, and its bidder cannot fetch it`);
  }
  if (unexplained.length > unanswered) faults.push(`${unexplained.length} are stored without an answer, ${unanswered} had none`);
  faults.push(...(await boxFaults(database, procedure.id, [...known.values()])));
  const count = (code: string): number => outcomes.filter(({ answer }) => answer && codeOf(answer) === code).length;
  return {
    score: { acknowledged: acknowledged.size, late: count('bid.late'), busy: count('bid.busy'), unanswered, found: unexplained.length },
    faults,
  };
}

/** The root counted by the bidders themselves, from the newest receipt of each. */
async function boxFaults(database: TestDatabase, id: string, receipts: readonly Receipt[]): Promise<string[]> {
  const [box] = await database.sql<{ state: string; root: string; filler: string }>(
    `select state, encode(root, 'hex') as root, encode(filler, 'hex') as filler from bidding.box where procedure = $1`,
    [id],
  );
  if (box!.state !== 'sealed') return [`the box is ${box!.state}`];
  const newest = new Map<string, Receipt>();
  for (const receipt of receipts) if ((newest.get(receipt.bid)?.version ?? 0) < receipt.version) newest.set(receipt.bid, receipt);
  const digests = [...newest.values()].map(({ envelope }) => envelope!.sha256);
  return (await boxRoot(digests, box!.filler)) === box!.root
    ? []
    : [`the root of the box is not that of the ${digests.length} bids with receipts`];
}
