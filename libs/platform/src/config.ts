import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything the environment decides, typed. Business rules are not here: they are dated data (`calendar`). */
export class Config {
  constructor(private readonly values: Values) {
    Object.assign(this, values);
  }
  readonly mode: 'sandbox' | 'production';
  readonly port: number;
  readonly host: string;
  /** Address under which people reach us; no trailing slash. */
  readonly publicUrl: string;
  /** Where files that are not in the database live: embedded database, keys of the sandbox, treasury files. */
  readonly dataDirectory: string;
  /** PostgreSQL for the application; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** PostgreSQL for migrations, by the owner of the schema. */
  readonly migrationUrl: string | undefined;
  readonly databasePool: number;
  /** GB/T 2260 code of the district this installation serves. */
  readonly region: string;
  readonly districtName: string;
  /** Sandbox only: every legal period is divided by this. */
  readonly acceleration: number;
  /** Prefix of OCDS ids, registered with the Open Contracting Partnership. */
  readonly ocidPrefix: string;
  /** PKCS#8 PEM of the Ed25519 key that signs receipts and documents. */
  readonly signingKey: string;
  /** 32 bytes, base64: keeps drafts and envelopes unreadable in a copy of the database. */
  readonly sealKey: string;
  readonly logLevel: string;
  /** Bytes that one sealed file of a bid may have. */
  readonly bidFileLimit: number;
  /** Bytes that all sealed files of a bid may have together. */
  readonly bidTotalLimit: number;

  get sandbox(): boolean {
    return this.mode === 'sandbox';
  }

  /** What an operator may see: secrets are masked. */
  shown(): Record<string, string> {
    const secret = ['signingKey', 'sealKey', 'databaseUrl', 'migrationUrl'];
    return Object.fromEntries(
      Object.entries(this.values).map(([key, value]) => [key, secret.includes(key) && value ? '***' : String(value ?? '')]),
    );
  }

  with(changes: Partial<Values>): Config {
    return new Config({ ...this.values, ...changes });
  }
}

type Values = Omit<{ [K in keyof Config]: Config[K] }, 'sandbox' | 'shown' | 'with'>;
type Environment = Readonly<Record<string, string | undefined>>;

/** All faults of the environment in one list: name, what it is for, what was found. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** EX_CONFIG of sysexits.h. */
export const exitBadConfig = 78;

/** Reads the environment; `NAME_FILE` may name a file that holds the value. Throws {@link ConfigFaults}. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = [];
  const raw = (name: string): string | undefined => {
    const file = environment[`${name}_FILE`];
    if (file === undefined) return environment[name] || undefined;
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
    faults.push(`${name}_FILE: no such file (${file})`);
    return undefined;
  };
  const text = (name: string, otherwise: string, pattern: RegExp, means: string): string => {
    const value = raw(name) ?? otherwise;
    if (!pattern.test(value)) faults.push(`${name}: ${means}, found "${value}"`);
    return value;
  };
  const whole = (name: string, otherwise: number, min: number, max: number, means: string): number => {
    const value = Number(raw(name) ?? otherwise);
    if (!Number.isInteger(value) || value < min || value > max)
      faults.push(`${name}: ${means}, a whole number from ${min} to ${max}, found "${raw(name)}"`);
    return value;
  };

  const mode = text('QIYUE_MODE', 'sandbox', /^(sandbox|production)$/, 'sandbox or production') as Config['mode'];
  const sandbox = mode === 'sandbox';
  const port = whole('PORT', 3000, 0, 65535, 'port to listen on');
  const dataDirectory = resolve(raw('QIYUE_DATA_DIR') ?? 'data');
  const needed = (name: string, means: string): string => {
    const value = raw(name);
    if (!value) faults.push(`${name}: needed in production: ${means}`);
    return value ?? '';
  };
  const values: Values = {
    mode,
    port,
    host: text('HOST', '127.0.0.1', /^[\w.:-]+$/, 'address to listen on'),
    publicUrl: text('QIYUE_PUBLIC_URL', `http://localhost:${port}`, /^https?:\/\/[^/\s]+$/, 'public address without a trailing slash'),
    dataDirectory,
    databaseUrl: raw('DATABASE_URL'),
    migrationUrl: raw('DATABASE_MIGRATION_URL') ?? raw('DATABASE_URL'),
    databasePool: whole('QIYUE_DATABASE_POOL', 16, 2, 200, 'database connections'),
    region: text('QIYUE_REGION', '321202', /^\d{6}$/, 'GB/T 2260 code of the district'),
    districtName: raw('QIYUE_DISTRICT') ?? '泰州市海陵区',
    acceleration: sandbox ? whole('QIYUE_SANDBOX_ACCELERATION', 14_400, 1, 1_000_000, 'divisor of legal periods') : 1,
    ocidPrefix: text('QIYUE_OCID_PREFIX', 'ocds-213czf', /^ocds-[a-z0-9]{6}$/, 'registered OCDS prefix'),
    signingKey: sandbox
      ? (raw('QIYUE_SIGNING_KEY') ?? kept(dataDirectory, 'signing.pem', newSigningKey))
      : needed('QIYUE_SIGNING_KEY', 'Ed25519 private key in PEM that signs receipts'),
    sealKey: sandbox
      ? (raw('QIYUE_SEAL_KEY') ?? kept(dataDirectory, 'seal.key', newSealKey))
      : needed('QIYUE_SEAL_KEY', '32 random bytes in base64 that keep drafts and envelopes unreadable'),
    logLevel: text('QIYUE_LOG_LEVEL', 'info', /^(fatal|error|warn|info|debug|trace|silent)$/, 'level of the log'),
    bidFileLimit: whole('QIYUE_BID_FILE_MB', 100, 1, 500, 'megabytes a sealed file of a bid may have') * 1024 * 1024,
    bidTotalLimit: whole('QIYUE_BID_TOTAL_MB', 300, 1, 2000, 'megabytes the sealed files of a bid may have together') * 1024 * 1024,
  };
  if (values.sealKey && Buffer.from(values.sealKey, 'base64').length !== 32) faults.push('QIYUE_SEAL_KEY: 32 bytes in base64');
  if (!sandbox) {
    if (environment.QIYUE_SANDBOX_ACCELERATION) faults.push('QIYUE_SANDBOX_ACCELERATION: periods are never shortened outside the sandbox');
    if (!values.publicUrl.startsWith('https://')) faults.push('QIYUE_PUBLIC_URL: https in production');
    if (!values.databaseUrl) faults.push('DATABASE_URL: needed in production: PostgreSQL 15 or newer');
    if (values.ocidPrefix === 'ocds-213czf') faults.push('QIYUE_OCID_PREFIX: ocds-213czf is for examples; register your own');
  }
  if (faults.length) throw new ConfigFaults(faults);
  return new Config(values);
}

/** A secret the sandbox makes for itself once and keeps for later starts. */
function kept(directory: string, name: string, make: () => string): string {
  const file = join(directory, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(directory, { recursive: true });
  const secret = make();
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

const newSigningKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();

function newSealKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
}
