import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { storedFiles, writeBid } from '#bidding';
import type { Statement } from '#sealing';
import type { Stage } from './stage.js';

interface Shot {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sixteen providers replace their bids again and again over HTTP: bid, envelopes, journal and idempotency key, each durable. */
export function ourSubmissions({ bidders }: Stage, seconds: number): Promise<Shot> {
  const turns = bidders.map(() => 0);
  return hammer(bidders.length, seconds, (place) => {
    const { person, bidId, sealed } = bidders[place]!;
    const { envelopes } = sealed[(turns[place]! += 1) % sealed.length]!;
    return person.post(`/api/v1/bids/${bidId}/submission`, { envelopes, declared: true });
  });
}

/** The same statements, the same rows, by bare clients: no HTTP, no checks, no signatures. */
export async function bareSubmissions({ bidders, databaseUrl }: Stage, seconds: number): Promise<Shot> {
  const clients = await Promise.all(
    bidders.map(async () => {
      const client = new pg.Client({ connectionString: databaseUrl, options: '-c role=qiyue_app' });
      await client.connect();
      return client;
    }),
  );
  const shot = await hammer(bidders.length, seconds, (place) => submit(clients[place]!, bidders[place]!));
  await Promise.all(clients.map((client) => client.end()));
  return shot;
}

const envelope = randomBytes(900);
const receipt = randomBytes(1200);
const answer = randomBytes(1700);

async function submit(client: pg.Client, { bidId, sealed }: Stage['bidders'][number]): Promise<void> {
  const run = async (name: string, text: string, values: unknown[]): Promise<Record<string, unknown>> =>
    (await client.query<Record<string, unknown>>({ name, text, values })).rows[0] ?? {};
  const [key, entry] = [randomUUID(), randomUUID()];
  const wish = createHash('sha256').update(`${bidId} ${key}`).digest();
  await client.query('begin');
  await run('key', 'insert into platform.idempotency (wish, input_hash) values ($1, $2) on conflict do nothing returning 1', [
    wish,
    createHash('sha256').update(key).digest(),
  ]);
  const bid = await run(
    'bid',
    `select b.id, b.procedure, b.mark, b.state, b.version, x.seals_at, x.state as box, clock_timestamp() as at
     from bidding.bid b join bidding.box x on x.procedure = b.procedure and x.round = 1 where b.id = $1`,
    [bidId],
  );
  const turn = sealed[Number(bid.version) % sealed.length]!;
  const statements = Object.values(turn.envelopes).map((text) => Buffer.from(text, 'base64'));
  const digests = statements.map((statement) => createHash('sha256').update(statement).digest());
  const outside = statements.map((statement) => JSON.parse(statement.toString()) as Statement);
  const files = outside.flatMap((statement) => statement.files);
  await run('files', storedFiles, [
    bidId,
    files.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
    files.map(({ size }) => size),
    outside.map(({ pk }) => pk),
    outside.map(({ kind }) => kind),
    digests,
  ]);
  await run('hold', 'select id, state, closes_at, department, method, number, max_price from tendering.procedure where id = $1 for share', [
    bid.procedure,
  ]);
  const { at } = await run('clock', 'select clock_timestamp() as at where $1', [true]);
  await run(
    'organization',
    'select * from organizations.organization where id = (select department from tendering.procedure where id = $1)',
    [bid.procedure],
  );
  await run('same', 'select receipt from bidding.submission where bid = $1 and version = $2 and envelope_sha256 = $3', [
    bidId,
    bid.version,
    digests[0],
  ]);
  await run('write', writeBid, [
    bidId,
    'submitted',
    Number(bid.version) + 1,
    bid.version,
    receipt,
    digests,
    outside.map(({ kind }) => kind),
    outside.map(({ pk }) => pk),
    statements,
    outside.map((statement) => statement.files.map(({ sha256 }) => sha256).join(' ')),
    outside.map((statement) => statement.files.reduce((sum, { size }) => sum + size, 0)),
    'replaced',
    `R-20260101-${key.slice(0, 8)}`,
    envelope,
    createHash('sha256').update(envelope).digest(),
    receipt,
    at,
    ...digests,
  ]);
  const salt = randomBytes(32);
  await run(
    'journal',
    `insert into platform.journal (id, person, organization, type, subject, project, payload, salt, commitment)
     values ($1, $2, $2, 'bid.submitted', $3, null, $4, $5, $6)`,
    [entry, '00000000-0000-0000-0000-000000000000', bidId, envelope, salt, createHash('sha256').update(salt).update(envelope).digest()],
  );
  await run('answer', 'update platform.idempotency set status = $2, answer = $3 where wish = $1', [wish, 200, answer]);
  await client.query('commit');
}

/** Each lane does one thing after the other for a while; a failure ends the bench. */
async function hammer(lanes: number, seconds: number, once: (lane: number) => Promise<unknown>): Promise<Shot> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const lane = async (place: number): Promise<void> => {
    while (performance.now() < end) {
      const begun = performance.now();
      await once(place);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, place) => lane(place)));
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
