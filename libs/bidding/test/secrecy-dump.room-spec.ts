import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { OpeningPackages } from '#bidding';
import {
  decryptWith,
  encryptTo,
  identityIn,
  newIdentity,
  packOffer,
  type PackingSlip,
  readStatement,
  recipientOf,
  sealEnvelope,
  sealFile,
  textOf,
  unpackBid,
  utf8,
} from '#sealing';
import { comes, procedure, sealAtDeadline, type TestProcedure } from './builders.js';
import { DumpHouse } from './dump-house.js';
import { answersOf, filesOf, guessesOf, type Name, offers, prices, searchForOffers } from './dump-offers.js';
import { digestForms, filesBelow, type Hit, type Place, Search } from './secret-search.js';

jest.setTimeout(180_000);

const kinds = ['qualification', 'technical', 'price'] as const;
const found = (hits: readonly Hit[]): string[] => hits.map(({ needle, form, place }) => `${needle} as ${form} in ${place}`);

/**
 * Bids handed in over HTTP; then everything is searched that the owner of the database, the owner of the disks and one
 * key holder could get at together. The same search first finds what is planted.
 */
describe('with a copy of everything and one key, before the opening', () => {
  const house = new DumpHouse();
  const guesses: [string, Buffer][] = [];
  let open: TestProcedure;
  let places: Place[];

  beforeAll(async () => {
    await house.open();
    open = await procedure(house.database, { closesIn: 600_000 });
    const tokens = [await house.signedIn('lihua'), await house.provider('zhouyi'), await house.provider('wuer')];
    await handIn(tokens[0]!, 'first');
    await handIn(tokens[0]!, 'replaced');
    const bid = await handIn(tokens[1]!, 'withdrawn');
    await house.ask(tokens[1]!, 'POST', `bids/${bid}/withdrawal`, { confirmed: true });
    await handIn(tokens[1]!, 'withdrawn');
    await packedIn(tokens[2]!);
    // A deadline never moves to an earlier time, not even for the owner; here the clock is the one thing in the way.
    await house.database.sql(`begin; set local session_replication_role = replica;
      update tendering.procedure set closes_at = clock_timestamp() where id = '${open.id}';
      update tendering.sheet set detail = (detail::jsonb || jsonb_build_object('closesAt', clock_timestamp()))::text where procedure = '${open.id}';
      commit`);
    await sealAtDeadline(house.rooms, { ...open, closesAt: new Date(0) });
    await comes(house.rooms, open.holders.finance, open.id);
    places = await house.everything(open.holders.supervisor.identity);
  });
  afterAll(() => house.close());

  interface Desk {
    readonly number: string;
    readonly provider: { readonly uscc: string };
    readonly recipients: PackingSlip['recipients'];
  }

  async function deskOf(token: string): Promise<Desk & { id: string }> {
    const { id } = await house.ask<{ id: string }>(token, 'POST', 'bids', { procedureId: open.id });
    return { ...(await house.ask<Desk>(token, 'GET', `bids/${id}`)), id };
  }

  /** What files are closed to while a bid is written; an envelope with files keeps that key through every version. */
  const drafts = new Map<string, string>();
  async function draftKey(token: string, kind: string): Promise<string> {
    const place = `${token} ${kind}`;
    if (!drafts.has(place)) drafts.set(place, await newIdentity());
    return drafts.get(place)!;
  }

  /** What a browser does: parts of a draft, uploads piece by piece, three envelopes; fresh keys where no file is. */
  async function handIn(token: string, name: Name): Promise<string> {
    const { id, number, provider, recipients } = await deskOf(token);
    const workspace = await recipientOf(await newIdentity());
    const part = Buffer.from(await encryptTo(workspace, utf8(JSON.stringify({ text: offers[name].part, price: prices[name] }))));
    await house.ask(token, 'PUT', `bids/${id}/parts/part-${Date.now()}`, part, { 'if-match': '"0"' });
    const envelopes: Record<string, string> = {};
    for (const kind of kinds) {
      const chosen = filesOf(name).filter((each) => each.kind === kind);
      const secret = kind !== 'price' && chosen.length ? await draftKey(token, kind) : await newIdentity();
      const files = [];
      for (const file of chosen) files.push(await sealFile(await recipientOf(secret), file));
      const about = { procedure: open.id, number, provider: provider.uscc, kind };
      const sealed = await sealEnvelope({ ...about, recipients, answers: answersOf(name)[kind], files, secret });
      for (const bytes of [sealed.content, ...files.map((file) => file.bytes)]) await upload(token, id, Buffer.from(bytes));
      envelopes[kind] = Buffer.from(sealed.statement).toString('base64');
      for (const guess of guessesOf(name, { ...about, files: files.map(({ entry }) => entry) }, sealed.pk)) guesses.push([name, guess]);
    }
    await house.ask(token, 'POST', `bids/${id}/submission`, { envelopes, declared: true });
    return id;
  }

  async function upload(token: string, bid: string, bytes: Buffer): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { id } = await house.ask<{ id: string }>(token, 'POST', `bids/${bid}/uploads`, { size: bytes.length, sha256 });
    for (let at = 0; at < bytes.length; at += 50_000)
      await house.ask(token, 'PATCH', `bids/${bid}/uploads/${id}`, bytes.subarray(at, at + 50_000), { 'upload-offset': String(at) });
  }

  /** What the offline packer does, sent as one form. */
  async function packedIn(token: string): Promise<void> {
    const { number, provider, recipients } = await deskOf(token);
    const slip: PackingSlip = {
      type: 'qiyue-packing-slip',
      suite: 'age-1',
      procedure: open.id,
      number,
      title: '社区居家养老助餐',
      version: 1,
      closesAt: open.closesAt.toISOString(),
      recipients,
      envelopes: kinds,
      lots: [{ id: '1', name: '社区居家养老助餐', maxPrice: '850000.00' }],
    };
    const { packed } = await packOffer(slip, {
      provider: provider.uscc,
      answers: answersOf('packed') as never,
      files: filesOf('packed'),
    });
    const field = (head: string, body: Buffer): Buffer =>
      Buffer.concat([Buffer.from(`--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), body, Buffer.from('\r\n')]);
    const payload = Buffer.concat([
      field('name="declared"', Buffer.from('yes')),
      field('name="file"; filename="bid.qybid"\r\nContent-Type: application/octet-stream', Buffer.from(packed)),
      Buffer.from('--edge--\r\n'),
    ]);
    await house.ask(token, 'POST', `procedures/${open.id}/packed-bids`, payload, { 'content-type': 'multipart/form-data; boundary=edge' });
    const read = await unpackBid(packed, { bytes: 10_000_000 });
    if ('fault' in read) throw new Error(read.fault.code);
    for (const kind of kinds) {
      const { pk } = readStatement(read.bid.envelopes[kind]!)!;
      const about = { procedure: open.id, number, provider: provider.uscc, kind, files: [] };
      for (const guess of guessesOf('packed', about, pk)) guesses.push(['packed', guess]);
    }
  }

  it('the search finds what is planted in files, in every form and under compression', () => {
    const text = offers.first.plan;
    const plant = join(house.folder, 'planted');
    mkdirSync(plant);
    const forms: Record<string, Buffer> = {
      plain: Buffer.from(`before ${text} after`),
      wide: Buffer.from(`x${text}`, 'utf16le'),
      hex: Buffer.from(Buffer.from(text).toString('hex')),
      base64: Buffer.from(Buffer.from(`.${text}`).toString('base64')),
      gzip: Buffer.concat([Buffer.from('log '), gzipSync(`line\n${text}\n`)]),
      price: Buffer.from(JSON.stringify({ price: prices.first })),
    };
    for (const [name, bytes] of Object.entries(forms)) writeFileSync(join(plant, name), bytes);
    const hits = searchForOffers().in(filesBelow(plant, 'planted'));
    rmSync(plant, { recursive: true });
    const where = new Set(hits.map(({ place }) => place.split(' ')[0]!.slice('planted/'.length)));
    expect([...where].sort()).toEqual(Object.keys(forms).sort());
  });

  it('the search finds a row in the files of the database, where a plain search for the whole does not', async () => {
    const long = Array.from({ length: 300 }, (_, at) => `${offers.first.staffing} ${at % 7}`).join(' ');
    await house.database.sql('create table public.planted (note text, number numeric, fen bigint)');
    await house.database.sql('insert into public.planted values ($1, $2, $3)', [long, prices.first, prices.first.replace('.', '')]);
    const files = (await house.databaseFiles()).filter(({ name }) => name.includes('/base/'));
    const dump = (await house.tables()).filter(({ name }) => name.endsWith('planted'));
    await house.database.sql('drop table public.planted');
    expect(files.filter(({ bytes }) => bytes.includes(long.slice(0, 400)))).toEqual([]);
    const hits = searchForOffers().in(files);
    expect(hits.filter(({ needle }) => needle === 'first staffing').length).toBeGreaterThan(0);
    expect(new Set(hits.filter(({ needle }) => needle === 'first price').map(({ form }) => form))).toEqual(new Set(['bigint', 'numeric']));
    expect(searchForOffers().in(dump).length).toBeGreaterThan(0);
  });

  it('there is something to search: envelopes, files, logs, and shares that one key opens', () => {
    const sizes = new Map(places.map(({ name, bytes }) => [name, bytes.length]));
    for (const name of ['table bidding.envelope', 'table bidding.chunk', 'table bidding.part', 'what the database was told', 'log'])
      expect([name, (sizes.get(name) ?? 0) > 0]).toEqual([name, true]);
    expect([...sizes.keys()].some((name) => name.includes('/pg_wal/'))).toBe(true);
    // Three envelopes of five bids handed in; each share is 33 bytes.
    expect(sizes.get('what one key opens')).toBe(15 * 33);
  });

  it('no text, name, file or price of a bid is in any of it', () => {
    expect(found(searchForOffers().in(places))).toEqual([]);
  });

  it('nothing lets a right guess be confirmed: no digest of what is inside is kept', async () => {
    const search = new Search();
    for (const [name, bytes] of guesses)
      for (const algorithm of ['sha256', 'sha1', 'md5', 'sha512'])
        search.add(`${algorithm} of ${name}`, digestForms(algorithm, createHash(algorithm).update(bytes).digest()));
    expect(guesses.length).toBeGreaterThan(100);
    expect(found(search.in(places))).toEqual([]);
    const [{ statement }] = (await house.database.sql<{ statement: Buffer }>('select statement from bidding.envelope limit 1')) as [
      { statement: Buffer },
    ];
    const ciphertext = Buffer.from(readStatement(Uint8Array.from(statement))!.files[0]!.sha256, 'hex');
    const known = new Search().add('ciphertext', digestForms('sha256', ciphertext)).in(places);
    expect(new Set(known.map(({ form }) => form))).toEqual(new Set(['sha256 raw', 'sha256 hex']));
  });

  it('sizes tell no price: every price envelope weighs the same', async () => {
    const rows = await house.database.sql<{ statement: Buffer }>(`select statement from bidding.envelope where kind = 'price'`);
    const statements = rows.map(({ statement }) => readStatement(Uint8Array.from(statement))!);
    expect(rows.length).toBe(5);
    expect(new Set(statements.map(({ files }) => files[0]!.size)).size).toBe(1);
    expect(new Set(rows.map(({ statement }) => statement.length)).size).toBe(1);
  });

  it('once the box is open, the published keys of prices open no price that was replaced or withdrawn', async () => {
    const stored = await house.database.sql<{ bytes: Buffer }>(
      `select string_agg(c.bytes, '' order by c.start) as bytes from bidding.envelope e
       join bidding.upload u on u.bid = e.bid and u.sha256 = e.files[1] join bidding.chunk c on c.upload = u.id
       where e.kind = 'price' group by e.sha256`,
    );
    await comes(house.rooms, open.holders.purchaser, open.id);
    const { bytes } = await house.rooms.get(OpeningPackages).of(open.holders.purchaser.actor, open.id);
    const published = Object.entries(unzipSync(Uint8Array.from(bytes))).filter(([name]) => name.endsWith('price.key'));
    const opens = async (price: Buffer): Promise<boolean> => {
      for (const [, key] of published) if (await decryptWith(identityIn(textOf(key)!)!, Uint8Array.from(price))) return true;
      return false;
    };
    const opened = await Promise.all(stored.map((price) => opens(price.bytes)));
    expect([published.length, opened.length, opened.filter(Boolean).length]).toEqual([3, 5, 3]);
  });
});
