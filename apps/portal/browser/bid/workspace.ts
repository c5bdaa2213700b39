import { decryptWith, encryptTo, envelopeKinds, newIdentity, recipientOf } from '#sealing';
import { type Answer, call, fetchBytes } from '../kit/http.js';
import { forget, keep, kept } from '../kit/store.js';
import { desk, type PartName, partNames, type PartValues, type SealedKey, workspacePath } from './desk.js';
import type { Sent } from './uploads.js';

/** A part as it was last saved, by whom and when (server's clock). */
export interface Part<Name extends PartName = PartName> {
  readonly version: number;
  readonly value: PartValues[Name];
  readonly by: string;
  readonly at: Date;
}

export type Saved = { readonly is: 'saved'; readonly at: Date } | { readonly is: 'changed' } | Exclude<Answer<never>, { is: 'done' }>;

interface PartRow {
  readonly part: string;
  readonly version: number;
  readonly savedAt: string;
  /** Name of the person. */
  readonly savedBy: string;
}

/** Parts are padded to whole blocks, so that a sealed price says nothing by its length. */
const block = 4096;
/** A hundred versions of three envelopes: more than anybody hands in. */
const keptKeys = 300;

/** The bid as it is being written: sealed to its workspace key before it leaves this browser, read with it here. */
export class Workspace {
  private readonly parts = new Map<PartName, Part>();

  private constructor(
    readonly identity: string,
    private readonly recipient: string,
  ) {}

  /** The workspace this browser keeps the key of. */
  static async known(): Promise<Workspace | undefined> {
    const identity = await kept<string>('keys', desk.bid);
    return identity ? Workspace.of(identity) : undefined;
  }

  static async of(identity: string): Promise<Workspace> {
    return new Workspace(identity, await recipientOf(identity));
  }

  /** A new key with fresh secrets for the three envelopes. Somebody else may have been faster: `changed`. */
  static async begin(): Promise<{ workspace: Workspace; saved: Saved }> {
    const workspace = await Workspace.of(await newIdentity());
    const envelopes = await Promise.all(envelopeKinds.map(async (kind) => ({ kind, secret: await newIdentity() })));
    const saved = await workspace.save('keys', { envelopes });
    if (saved.is === 'saved') await workspace.remember();
    return { workspace, saved };
  }

  remember(): Promise<boolean> {
    return keep('keys', desk.bid, this.identity);
  }

  static forget(): Promise<void> {
    return forget('keys', desk.bid);
  }

  /** Reads all parts. `wrong-key` when they were sealed to another key. */
  async load(): Promise<'done' | 'wrong-key' | 'signed-out' | 'cut'> {
    const listed = await call<{ data: PartRow[] }>('GET', workspacePath);
    if (listed.is === 'signed-out') return 'signed-out';
    if (listed.is !== 'done') return 'cut';
    const known = listed.value.data.filter(({ part }) => (partNames as readonly string[]).includes(part));
    const read = await Promise.all(known.map((row) => this.read(row)));
    return read.find((state) => state !== 'done') ?? 'done';
  }

  /** Reads one part again, after somebody else saved it. */
  async reload(name: PartName): Promise<'done' | 'wrong-key' | 'signed-out' | 'cut'> {
    const listed = await call<{ data: PartRow[] }>('GET', workspacePath);
    if (listed.is !== 'done') return listed.is === 'signed-out' ? 'signed-out' : 'cut';
    const row = listed.value.data.find(({ part }) => part === name);
    return row ? this.read(row) : 'done';
  }

  part<Name extends PartName>(name: Name): Part<Name> | undefined {
    return this.parts.get(name) as Part<Name> | undefined;
  }

  value<Name extends PartName>(name: Name): PartValues[Name] | undefined {
    return this.part(name)?.value;
  }

  /** What the draft's files of a kind are closed to. */
  secretOf(kind: string): string {
    const found = this.value('keys')?.envelopes.find((envelope) => envelope.kind === kind);
    if (!found) throw new Error(`no key for the ${kind} envelope`);
    return found.secret;
  }

  /** What a sealed envelope opens with; one of before these were noted shared the draft's key. */
  secretOfSealed(kind: string, sha256: string): string {
    return this.value('keys')?.sealed?.find((envelope) => envelope.sha256 === sha256)?.secret ?? this.secretOf(kind);
  }

  /** Notes what envelopes open with, beside what colleagues noted meanwhile. */
  async noteSealed(keys: readonly SealedKey[]): Promise<Sent> {
    for (;;) {
      const { envelopes, sealed = [] } = this.value('keys')!;
      const others = sealed.filter(({ sha256 }) => !keys.some((key) => key.sha256 === sha256));
      const saved = await this.save('keys', { envelopes, sealed: [...others, ...keys].slice(-keptKeys) });
      if (saved.is === 'saved') return { is: 'done' };
      if (saved.is !== 'changed') return saved;
      const read = await this.reload('keys');
      if (read !== 'done') return { is: read === 'signed-out' ? read : 'cut' };
    }
  }

  /** Saves a part over the version it was read in. */
  async save<Name extends PartName>(name: Name, value: PartValues[Name]): Promise<Saved> {
    const before = this.parts.get(name)?.version ?? 0;
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const padded = new Uint8Array(Math.ceil(plain.length / block) * block).fill(0x20);
    padded.set(plain);
    const answer = await call<PartRow>('PUT', `${workspacePath}/parts/${name}`, {
      body: await encryptTo(this.recipient, padded),
      headers: { 'if-match': `"${before}"` },
    });
    if (answer.is === 'refused' && answer.status === 412) return { is: 'changed' };
    if (answer.is !== 'done') return answer;
    const at = new Date(answer.value.savedAt);
    this.parts.set(name, { version: answer.value.version, value, by: answer.value.savedBy, at });
    return { is: 'saved', at };
  }

  private async read({ part, version, savedAt, savedBy: by }: PartRow): Promise<'done' | 'wrong-key' | 'signed-out' | 'cut'> {
    const bytes = await fetchBytes(`${workspacePath}/parts/${part}`);
    if (bytes.is === 'signed-out') return 'signed-out';
    if (bytes.is !== 'done') return 'cut';
    const plain = await decryptWith(this.identity, bytes.value);
    if (!plain) return 'wrong-key';
    const value = JSON.parse(new TextDecoder().decode(plain)) as PartValues[PartName];
    this.parts.set(part as PartName, { version: versionIn(bytes.headers) ?? version, value, by, at: new Date(savedAt) });
    return 'done';
  }
}

/** The version of the very bytes that came, which may be newer than the list. */
function versionIn(headers: Headers): number | undefined {
  const version = Number(/^"(\d+)"$/.exec(headers.get('etag') ?? '')?.[1]);
  return Number.isInteger(version) ? version : undefined;
}
