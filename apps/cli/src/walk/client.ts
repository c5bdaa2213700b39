import { uuidv7 } from '#platform';

/** An answer that was not what the walk needs: who, what, and the problem the server sent. */
export class WalkStopped extends Error {}

export interface Json {
  readonly [key: string]: unknown;
}

/** One person at the API: signs in once, sends every wish with a key of its own, repeats it when no answer came. */
export class Person {
  private token = '';

  constructor(
    private readonly base: string,
    readonly login: string,
    private readonly password: string,
  ) {}

  async signIn(): Promise<this> {
    const { token } = await this.call<{ token: string }>('POST', '/api/v1/sessions', {
      login: this.login,
      password: this.password,
    });
    this.token = token;
    return this;
  }

  /** Proves again who this is, before a grave act. */
  async confirm(): Promise<void> {
    await this.call('POST', '/api/v1/sessions/current/confirmation', { password: this.password });
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T = Json>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T = Json>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  /** Sends the bytes of an upload that begin at an offset. */
  patch<T = Json>(path: string, bytes: Uint8Array, offset: number): Promise<T> {
    return this.call<T>('PATCH', path, Buffer.from(bytes), 'application/octet-stream', { 'upload-offset': String(offset) });
  }

  /** Sends a file as a form does. */
  async upload<T = Json>(path: string, name: string, bytes: Buffer): Promise<T> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await fetch(this.base + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'idempotency-key': uuidv7() },
      body: form,
    });
    const text = await answer.text();
    if (!answer.ok) throw new WalkStopped(`${this.login} POST ${path} → ${answer.status} ${text.slice(0, 600)}`);
    return JSON.parse(text) as T;
  }

  /** Sends a file's bytes as the body. */
  send<T = Json>(path: string, type: string, bytes: Buffer): Promise<T> {
    return this.call<T>('POST', path, bytes, type);
  }

  private async call<T>(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const key = uuidv7();
    const answer = await this.fetchTwice(path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(method !== 'GET' && { 'idempotency-key': key, 'content-type': type }),
        ...headers,
      },
      ...(method !== 'GET' && {
        body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body ?? {}),
      }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new WalkStopped(`${this.login} ${method} ${path} → ${answer.status} ${text.slice(0, 600)}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  /** A connection that broke says nothing about the wish: the same key makes it safe to send again. */
  private async fetchTwice(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.base + path, init);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return fetch(this.base + path, init);
    }
  }
}

/** Asks again and again until there is an answer; the walk says what it waits for. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false | null>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    if (Date.now() > end) throw new WalkStopped(`waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Prints each step: when, who, what, where to look; keeps the addresses to be checked at the end. */
export class Story {
  readonly pages = new Set<string>();
  readonly steps: { at: string; who: string; what: string; page?: string }[] = [];

  constructor(
    private readonly base: string,
    private readonly quiet: boolean,
  ) {}

  tell(who: string, what: string, page?: string): void {
    const at = new Date().toISOString().slice(11, 19);
    this.steps.push({ at, who, what, ...(page && { page }) });
    if (page) this.pages.add(page);
    if (!this.quiet) process.stdout.write(`${at}  ${who.padEnd(14)} ${what}${page ? `\n${' '.repeat(25)}${this.base}${page}` : ''}\n`);
  }
}
