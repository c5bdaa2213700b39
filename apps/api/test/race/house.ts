import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '#platform';

export type Part = 'web' | 'web-without-barrier' | 'clock';

/** Processes of their own on the database of the spec, which can be killed. */
export class RaceHouse {
  private readonly running = new Map<Part, ChildProcess>();

  private constructor(
    private readonly config: Config,
    readonly port: number,
  ) {}

  static async on(config: Config): Promise<RaceHouse> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    return new RaceHouse(config, port);
  }

  /** Starts a part; resolves when it has said that it is there. */
  async start(part: Part): Promise<void> {
    const child = spawn(process.execPath, ['dist/apps/api/test/race/server.js', part], {
      cwd: join(__dirname, '../../../..'),
      env: { ...process.env, ...this.environment() },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.running.set(part, child);
    await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`${part} ended with ${String(code)}`))),
    ]);
  }

  /** As a power cut would: nothing is finished, nothing is said. */
  async kill(part: Part): Promise<void> {
    const child = this.running.get(part)!;
    this.running.delete(part);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((part) => this.kill(part)));
  }

  private environment(): Record<string, string> {
    const { databaseUrl, dataDirectory, signingKey, sealKey } = this.config;
    return {
      NODE_ENV: 'production',
      QIYUE_MODE: 'sandbox',
      DATABASE_URL: databaseUrl!,
      QIYUE_DATA_DIR: dataDirectory,
      QIYUE_SIGNING_KEY: signingKey,
      QIYUE_SEAL_KEY: sealKey,
      QIYUE_LOG_LEVEL: 'silent',
      PORT: String(this.port),
    };
  }
}
