import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Stage } from './stage.js';

interface Shot {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sixteen providers hand their bids in again and again over HTTP: bid, journal and idempotency key, each durable. */
export function ourSubmissions({ bidders }: Stage, seconds: number): Promise<Shot> {
  return hammer(bidders.length, seconds, (place) => {
    const { person, bidId, version } = bidders[place]!;
    return person.post(`/api/v1/bids/${bidId}/submission`, { version, declared: true });
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
  const shot = await hammer(bidders.length, seconds, (place) => submit(clients[place]!, bidders[place]!.bidId));
  await Promise.all(clients.map((client) => client.end()));
  return shot;
}

const envelope = randomBytes(900);
const receipt = randomBytes(1200);
const answer = randomBytes(1700);

async function submit(client: pg.Client, bidId: string): Promise<void> {
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
    `select b.id, b.procedure, b.mark, b.state, b.version, b.draft, b.draft_version, x.seals_at, x.state = 'open' as open, clock_timestamp() as at
     from bidding.bid b join bidding.box x on x.procedure = b.procedure where b.id = $1`,
    [bidId],
  );
  await run('hold', 'select id, state, closes_at, department, method, number, max_price from tendering.procedure where id = $1 for share', [
    bid.procedure,
  ]);
  const { at } = await run('clock', 'select clock_timestamp() as at where $1', [true]);
  await run(
    'organization',
    'select * from organizations.organization where id = (select department from tendering.procedure where id = $1)',
    [bid.procedure],
  );
  await run(
    'write',
    `with taken as (
       update bidding.bid set state = 'submitted', version = $2 where id = $1 and version = $3 and draft_version = $4 returning id
     )
     insert into bidding.submission (bid, version, kind, number, envelope, envelope_sha256, receipt, received_at)
     select id, $2, 'replaced', $5, $6, $7, $8, $9 from taken returning bid`,
    [
      bidId,
      Number(bid.version) + 1,
      bid.version,
      bid.draft_version,
      `R-20260101-${key.slice(0, 8)}`,
      envelope,
      createHash('sha256').update(envelope).digest(),
      receipt,
      at,
    ],
  );
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
