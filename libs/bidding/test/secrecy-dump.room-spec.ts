import { createHash, randomBytes } from 'node:crypto';
import fs, { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { system } from '#kernel';
import { Alarms, Config, migrate } from '#platform';
import { Accounts } from '#identity';
import {
  canonical,
  decryptWith,
  encryptTo,
  type EnvelopeKind,
  fromBase64,
  type Json,
  newIdentity,
  type OfferFile,
  packOffer,
  type PackingSlip,
  readStatement,
  recipientOf,
  sealEnvelope,
  sealFile,
  unpackBid,
  utf8,
} from '#sealing';
import { house, password } from '../../../apps/api/test/house.js';
import { type EmbeddedPostgres, startEmbedded } from '../../../apps/cli/src/embedded-postgres.js';
import { migrations } from '../../../migrations/index.js';
import type { TestDatabase, TestRooms } from '../../platform/test/harness.js';
import { comes, organization, procedure, sealAtDeadline, type TestProcedure } from './builders.js';
import { ageFilesIn, digestForms, filesBelow, formsOf, type Hit, type Place, Search } from './secret-search.js';

/** Letters that occur nowhere else, and characters beside them as people write. */
const canary = (name: string): string =>
  `${name}绝密${randomBytes(18).toString('base64url')}霄壤鼎鼐${randomBytes(9).toString('base64url')}`;
const one = (name: string): Record<'plan' | 'staffing' | 'experience' | 'fileName' | 'file' | 'part' | 'qualification', string> => ({
  plan: canary(`${name}方案`),
  staffing: canary(`${name}人员`),
  experience: canary(`${name}业绩`),
  fileName: `${canary(`${name}文件`)}.pdf`,
  file: canary(`${name}正文`),
  part: canary(`${name}草稿`),
  qualification: canary(`${name}资格`),
});
/** Prices that no other number in the house looks like. */
const prices = { first: '731946.28', replaced: '648293.57', packed: '519384.76', withdrawn: '827465.39' };
const offers = { first: one('甲'), replaced: one('乙'), packed: one('丙'), withdrawn: one('丁') };
type Name = keyof typeof offers;

/**
 * Bids handed in over HTTP to a house with a database of its own; then everything is searched that its owner, the owner
 * of the machine's disks and one key holder could get at together. The same search first finds what is planted.
 */
describe('with a copy of everything and one key, before the opening', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let open: TestProcedure;
  let places: Place[];
  let said = '';
  const before = { ...process.env };
  const told: Buffer[] = [];
  const guesses: [string, Buffer][] = [];

  const rooms = (): TestRooms => ({ database, get: (type: never) => app.get(type) }) as unknown as TestRooms;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qiyue-dump-'));
    fs.chmodSync(folder, 0o711);
    process.env.TMPDIR = folder;
    await ownDatabase();
    listen();
    ({ app, database } = await house({ logLevel: 'trace' }));
    open = await procedure(database, { closesIn: 25_000 });
    const tokens = [await signedIn('lihua'), await provider('zhouyi'), await provider('wuer')];
    await handIn(tokens[0]!, 'first');
    await handIn(tokens[0]!, 'replaced');
    const bid = await handIn(tokens[1]!, 'withdrawn');
    await api(tokens[1]!, 'POST', `bids/${bid}/withdrawal`, { confirmed: true });
    await packedIn(tokens[2]!);
    await sealAtDeadline(rooms(), open);
    await app.get(Alarms).ringDue();
    await comes(rooms(), open.holders.finance, open.id).catch(() => undefined);
    places = await everything();
  }, 120_000);

  afterAll(async () => {
    await app?.close();
    await database?.drop();
    await postgres?.stop();
    Object.assign(process.env, before);
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A database that nobody else writes into, with the most talkative settings its owner could choose. */
  async function ownDatabase(): Promise<void> {
    postgres = await startEmbedded(join(folder, 'database'));
    const client = new pg.Client({ connectionString: postgres.ownerUrl });
    await client.connect();
    await client.query('create database qiyue_dump_template');
    await client.end();
    const url = new URL(postgres.ownerUrl);
    url.pathname = '/qiyue_dump_template';
    await migrate(url.href, migrations);
    Object.assign(process.env, { QIYUE_TEST_OWNER: postgres.ownerUrl, QIYUE_TEST_TEMPLATE: 'qiyue_dump_template' });
  }

  /** Everything the database is told, as its owner could log it, and everything the application says. */
  function listen(): void {
    const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      keep(args[0]);
      keep(args[1]);
      return query.apply(this, args);
    } as never);
    const write = fs.writeSync as (...args: unknown[]) => number;
    jest.spyOn(fs, 'writeSync').mockImplementation(((fd: number, ...rest: unknown[]) => {
      if (fd !== 2) return write(fd, ...rest);
      said += String(rest[0]);
      return Buffer.byteLength(String(rest[0]));
    }) as never);
  }

  function keep(value: unknown): void {
    if (typeof value === 'string') told.push(Buffer.from(value));
    else if (value instanceof Uint8Array) told.push(Buffer.from(value));
    else if (value !== null && typeof value === 'object')
      for (const part of Object.values(value)) if (typeof part !== 'function') keep(part);
  }

  async function provider(login: string): Promise<string> {
    await app.get(Accounts).create(system('test'), {
      login,
      name: login,
      organizationId: await organization(database),
      roles: ['provider_admin'],
      password,
    });
    return signedIn(login);
  }

  async function signedIn(login: string): Promise<string> {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });
    return answer.json<{ token: string }>().token;
  }

  async function api<T>(
    token: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    payload?: object | Buffer,
    more = {},
  ): Promise<T> {
    const answer = await app.inject({
      method,
      url: `/api/v1/${path}`,
      ...(payload ? { payload } : {}),
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomBytes(16).toString('hex'),
        ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
        ...more,
      },
    });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return (answer.body && answer.headers['content-type']?.includes('json') ? answer.json() : undefined) as T;
  }

  const answersOf = (name: Name): Record<EnvelopeKind, Json> => ({
    qualification: { commitment: true, lots: ['1'], note: offers[name].qualification },
    technical: { plan: offers[name].plan, staffing: offers[name].staffing, experience: offers[name].experience },
    price: { prices: { '1': prices[name] } },
  });

  const filesOf = (name: Name): OfferFile[] => [
    {
      kind: 'technical',
      name: offers[name].fileName,
      mediaType: 'application/pdf',
      bytes: utf8(`%PDF-1.7\n${offers[name].file}`.repeat(400)),
    },
  ];

  /** What a browser does: parts of a draft, uploads piece by piece, three envelopes. */
  async function handIn(token: string, name: Name): Promise<string> {
    const { id } = await api<{ id: string }>(token, 'POST', 'bids', { procedureId: open.id });
    const desk = await api<{ number: string; provider: { uscc: string }; recipients: PackingSlip['recipients'] }>(
      token,
      'GET',
      `bids/${id}`,
    );
    const workspace = await recipientOf(await newIdentity());
    const part = Buffer.from(await encryptTo(workspace, utf8(JSON.stringify({ text: offers[name].part, price: prices[name] }))));
    await api(token, 'PUT', `bids/${id}/parts/part-${name}`, part, { 'if-match': '"0"' });
    const envelopes: Record<string, string> = {};
    for (const kind of ['qualification', 'technical', 'price'] as const) {
      const secret = await newIdentity();
      const files = [];
      for (const file of filesOf(name).filter((each) => each.kind === kind)) files.push(await sealFile(await recipientOf(secret), file));
      const common = { procedure: open.id, number: desk.number, provider: desk.provider.uscc, recipients: desk.recipients };
      const sealed = await sealEnvelope({ ...common, kind, answers: answersOf(name)[kind], files, secret });
      for (const bytes of [sealed.content, ...files.map((file) => file.bytes)]) await upload(token, id, Buffer.from(bytes));
      envelopes[kind] = Buffer.from(sealed.statement).toString('base64');
      guess(name, { ...common, kind, files: files.map(({ entry }) => entry) });
    }
    await api(token, 'POST', `bids/${id}/submission`, { envelopes, declared: true });
    return id;
  }

  async function upload(token: string, bid: string, bytes: Buffer): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { id } = await api<{ id: string }>(token, 'POST', `bids/${bid}/uploads`, { size: bytes.length, sha256 });
    for (let at = 0; at < bytes.length; at += 50_000)
      await api(token, 'PATCH', `bids/${bid}/uploads/${id}`, bytes.subarray(at, at + 50_000), { 'upload-offset': String(at) });
  }

  /** What the offline packer does, sent as one form. */
  async function packedIn(token: string): Promise<void> {
    const { id } = await api<{ id: string }>(token, 'POST', 'bids', { procedureId: open.id });
    const desk = await api<{ number: string; provider: { uscc: string }; recipients: PackingSlip['recipients'] }>(
      token,
      'GET',
      `bids/${id}`,
    );
    const slip: PackingSlip = {
      type: 'qiyue-packing-slip',
      suite: 'age-1',
      procedure: open.id,
      number: desk.number,
      title: '社区居家养老助餐',
      version: 1,
      closesAt: open.closesAt.toISOString(),
      recipients: desk.recipients,
      envelopes: ['qualification', 'technical', 'price'],
      lots: [{ id: '1', name: '社区居家养老助餐', maxPrice: '850000.00' }],
    };
    const answers = answersOf('packed') as never;
    const { packed } = await packOffer(slip, { provider: desk.provider.uscc, answers, files: filesOf('packed') });
    const form = (name: string, head: string, body: Buffer): Buffer =>
      Buffer.concat([Buffer.from(`--edge\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n`), body, Buffer.from('\r\n')]);
    const payload = Buffer.concat([
      form('declared', '', Buffer.from('yes')),
      form('file', '; filename="bid.qybid"\r\nContent-Type: application/octet-stream', Buffer.from(packed)),
      Buffer.from('--edge--\r\n'),
    ]);
    await api(token, 'POST', `procedures/${open.id}/packed-bids`, payload, { 'content-type': 'multipart/form-data; boundary=edge' });
    const read = await unpackBid(packed, { bytes: 10_000_000 });
    if ('fault' in read) throw new Error(read.fault.code);
    for (const kind of slip.envelopes)
      guess(
        'packed',
        { procedure: open.id, number: desk.number, provider: desk.provider.uscc, kind, files: [] },
        readStatement(read.bid.envelopes[kind]!)!.pk,
      );
  }

  /** Everything somebody who guesses the answers right could compute a digest of. */
  function guess(
    name: Name,
    about: { procedure: string; number: string; provider: string; kind: EnvelopeKind; files: readonly object[] },
    pk = '',
  ): void {
    const { kind, ...names } = about;
    const answers = answersOf(name)[kind];
    const content = canonical({ type: 'qiyue-envelope', suite: 'age-1', ...names, kind, answers } as unknown as Json);
    const spaced = Buffer.concat([Buffer.from(content), Buffer.alloc(Math.max(0, 65_536 - content.length), 0x20)]);
    const words =
      kind === 'price' ? [prices[name], prices[name].replace('.', ''), `${open.id} ${prices[name]}`] : Object.values(offers[name]);
    const whole = [Buffer.from(content), spaced, Buffer.from(canonical(answers)), ...filesOf(name).map(({ bytes }) => Buffer.from(bytes))];
    for (const bytes of [...whole, ...words.map((word) => Buffer.from(word))])
      for (const extra of ['', open.id, about.provider, pk].filter((each, at) => at === 0 || each))
        guesses.push([`${name} ${kind}`, Buffer.concat([bytes, Buffer.from(extra)])]);
  }

  /** All tables row by row, every file of the data directories, what was logged, and what one key opens of it all. */
  async function everything(): Promise<Place[]> {
    await database.sql('checkpoint');
    const rows = await tables();
    const taken = [
      ...rows,
      ...filesBelow(join(folder, 'database'), 'database files'),
      ...filesBelow(folder, 'directory').filter(({ name }) => !name.startsWith('directory/database/')),
      { name: 'what the database was told', bytes: Buffer.concat(told) },
      { name: 'log', bytes: Buffer.from(said) },
    ];
    const opened: Buffer[] = [];
    for (const file of ageFilesIn(rows))
      for (const end of [file.length]) {
        const plain = await decryptWith(open.holders.supervisor.identity, Uint8Array.from(file.subarray(0, end)));
        if (plain) opened.push(Buffer.from(plain));
      }
    return [...taken, { name: 'what one key opens', bytes: Buffer.concat(opened) }];
  }

  async function tables(): Promise<Place[]> {
    const names = await database.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const dump: Place[] = [];
    for (const { name } of names) {
      const lines = await database.sql<{ line: string }>(`select t::text as line from ${name} t`);
      const raw = await database.sql(`select * from ${name}`);
      const blobs = raw.flatMap((row) => Object.values(row).flatMap((value) => (Buffer.isBuffer(value) ? [value, Buffer.alloc(8)] : [])));
      dump.push({ name: `table ${name}`, bytes: Buffer.concat([...lines.map(({ line }) => Buffer.from(line)), ...blobs]) });
    }
    return dump;
  }

  const searchFor = (): Search => {
    const search = new Search();
    for (const [name, texts] of Object.entries(offers))
      for (const [field, text] of Object.entries(texts)) search.add(`${name} ${field}`, formsOf(text));
    for (const [name, price] of Object.entries(prices)) search.add(`${name} price`, priceForms(price));
    return search;
  };

  /** A price as text, in fen, and as PostgreSQL keeps numbers. */
  function priceForms(price: string): { name: string; bytes: Buffer }[] {
    const [yuan = '', cents = ''] = price.split('.');
    const fen = Buffer.alloc(8);
    fen.writeBigInt64LE(BigInt(yuan + cents));
    const numeric = Buffer.alloc(6);
    [Number(yuan.slice(0, -4)), Number(yuan.slice(-4)), Number(cents) * 100].forEach((digits, at) => numeric.writeInt16LE(digits, at * 2));
    return [
      ...formsOf(price, { windows: false }),
      ...formsOf(`${yuan.slice(0, -3)},${yuan.slice(-3)}.${cents}`, { windows: false }),
      ...formsOf(yuan + cents, { windows: false }),
      { name: 'bigint', bytes: fen },
      { name: 'bigint in network order', bytes: Buffer.from(fen).reverse() },
      { name: 'numeric', bytes: numeric },
    ];
  }

  const found = (hits: readonly Hit[]): string[] => hits.map(({ needle, form, place }) => `${needle} as ${form} in ${place}`);

  it('the search finds what is planted, in every form and under compression', async () => {
    const text = offers.first.plan;
    const plant = join(folder, 'planted');
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
    const hits = searchFor().in(filesBelow(plant, 'planted'));
    expect([...new Set(hits.map(({ place }) => place.split(' ')[0]!.slice('planted/'.length)))].sort()).toEqual(Object.keys(forms).sort());
    rmSync(plant, { recursive: true });
  });

  it('the search finds a row in the files of the database though it lies there compressed', async () => {
    const text = offers.first.staffing;
    const long = Array.from({ length: 300 }, (_, at) => `${text} ${at % 7}`).join(' ');
    await database.sql('create table public.planted (note text, number numeric, fen bigint)');
    await database.sql('insert into public.planted values ($1, $2, $3)', [long, prices.first, prices.first.replace('.', '')]);
    await database.sql('checkpoint');
    const files = filesBelow(join(folder, 'database'), 'database files');
    const whole = files.filter(({ bytes }) => bytes.includes(long.slice(0, 400)));
    const hits = searchFor().in(files.filter(({ name }) => name.includes('/base/')));
    expect(hits.filter(({ needle }) => needle === 'first staffing').length).toBeGreaterThan(0);
    expect(new Set(hits.filter(({ needle }) => needle === 'first price').map(({ form }) => form))).toEqual(new Set(['bigint', 'numeric']));
    expect(whole.filter(({ name }) => name.includes('/base/'))).toEqual([]);
    expect(found(searchFor().in(await tables())).length).toBeGreaterThan(0);
    await database.sql('drop table public.planted');
  });

  it('there is something to search: envelopes, files, logs, and shares one key opens', () => {
    const sizes = new Map(places.map(({ name, bytes }) => [name, bytes.length]));
    for (const name of ['table bidding.envelope', 'table bidding.chunk', 'table bidding.part', 'what the database was told', 'log'])
      expect([name, (sizes.get(name) ?? 0) > 0]).toEqual([name, true]);
    expect([...sizes.keys()].filter((name) => name.includes('/pg_wal/')).length).toBeGreaterThan(0);
    expect(sizes.get('what one key opens')! / 33).toBeGreaterThanOrEqual(9);
    expect(existsSync(join(app.get(Config).dataDirectory))).toBe(true);
  });

  it('no text, name, file or price of a bid is in any of it', () => {
    expect(found(searchFor().in(places))).toEqual([]);
  });

  it('nothing lets a right guess be confirmed: no digest of what is inside is kept', () => {
    const search = new Search();
    const control = new Search();
    for (const [name, bytes] of guesses)
      for (const algorithm of ['sha256', 'sha1', 'md5', 'sha512']) {
        const digest = createHash(algorithm).update(bytes).digest();
        search.add(`${algorithm} of ${name}`, digestForms(algorithm, digest));
      }
    expect(guesses.length).toBeGreaterThan(100);
    expect(found(search.in(places))).toEqual([]);
    // The same search finds the digests of ciphertext, which are no secret.
    const [statement] = places.filter(({ name }) => name === 'table bidding.envelope');
    const text = /\{"files".*?\}\]\}?/s.exec(statement!.bytes.toString('latin1'));
    const ciphertext = /"sha256":"([0-9a-f]{64})"/.exec(text?.[0] ?? statement!.bytes.toString('latin1'));
    control.add('ciphertext', digestForms('sha256', Buffer.from(ciphertext![1]!, 'hex')));
    expect(control.in(places).length).toBeGreaterThan(0);
  });

  it('sizes tell no price: every price envelope weighs the same', async () => {
    const rows = await database.sql<{ statement: Buffer }>(`select statement from bidding.envelope where kind = 'price'`);
    const contents = rows.map(({ statement }) => readStatement(Uint8Array.from(statement))!.files[0]!.size);
    expect(rows.length).toBe(4);
    expect(new Set(contents).size).toBe(1);
    expect(new Set(rows.map(({ statement }) => statement.length)).size).toBe(1);
    expect(fromBase64('')).toBeDefined();
  });
});
