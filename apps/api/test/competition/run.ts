import { randomUUID } from 'node:crypto';
import type { Answer, Ask, Sent, World } from './act.js';
import type { Keys } from './hands.js';
import type { Model, Who } from './model.js';
import type { Stage } from './stage.js';
import { leaks } from './watch.js';

export interface Envelope {
  /** `null`: none is sent. */
  readonly key?: string | null;
  readonly session?: 'fresh' | 'stale' | 'none';
}

/** The product did what the model does not expect. */
export class RunFailed extends Error {}

/** One run: a competition of its own in the house of all. Every answer, to whomever, is looked through for secrets. */
export class Run implements World {
  static sent = 0;
  /** How long an answer takes just now, on the average of all runs. */
  private static pace = 300;
  readonly told: string[] = [];
  /** What the twin reader saw last, and in which revision of the model. */
  seen: { revision: number; answers: readonly string[] } | undefined;

  get keys(): Keys {
    return this.stage.keys;
  }

  constructor(
    readonly stage: Stage,
    readonly model: Model,
  ) {}

  async send(who: Who, ask: Ask, { key = randomUUID(), session = 'fresh' }: Envelope = {}): Promise<Sent> {
    Run.sent += 1;
    const token = session === 'none' || who === 'nobody' ? undefined : this.stage.tokens.get(who)![session];
    const begun = Date.now();
    const answer = await this.stage.app.inject({
      method: ask.method,
      url: `/api/v1/${ask.path}`,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(ask.method !== 'GET' && key !== null ? { 'idempotency-key': key } : {}),
        ...(ask.bytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...ask.headers,
      },
      ...(ask.method === 'GET' ? {} : { payload: ask.bytes ?? ask.body ?? {} }),
    });
    Run.pace = 0.9 * Run.pace + 0.1 * (Date.now() - begun);
    this.model.pace = Run.pace;
    const text = answer.body;
    const body = (/json/.test(String(answer.headers['content-type'])) ? JSON.parse(text) : {}) as Answer;
    const sent = {
      status: answer.statusCode,
      code: String(body.code ?? ''),
      body,
      replayed: answer.headers['idempotency-replayed'] === 'true',
    };
    this.told.push(
      `${who} ${ask.method} ${ask.path} ${ask.body ? JSON.stringify(ask.body).slice(0, 140) : ''} → ${sent.status} ${sent.code}`,
    );
    if (sent.status >= 500) this.fail(`fault of the server: ${text.slice(0, 500)}`);
    const leak = leaks(this.model, token ? who : 'nobody', sent.status < 400 ? text : text.replace(/"instance":"[^"]*"/, ''));
    if (leak) this.fail(`${who} reads ${leak} in ${ask.path}: ${text.slice(0, 2000)}`);
    return sent;
  }

  async read(who: Who, path: string): Promise<Answer> {
    const { status, body } = await this.send(who, { method: 'GET', path });
    if (status !== 200) this.fail(`${who} cannot read ${path}: ${status}`);
    return body;
  }

  async until(what: string, who: Who, path: string, come: (answer: Answer) => boolean): Promise<Answer> {
    for (const end = Date.now() + 180_000; Date.now() < end;) {
      const { body } = await this.send(who, { method: 'GET', path });
      this.told.pop();
      if (come(body)) return body;
      await new Promise((wake) => setTimeout(wake, 60));
    }
    return this.fail(`waited in vain for ${what}`);
  }

  fail(why: string): never {
    throw new RunFailed(this.story(why));
  }

  /** What went wrong with what was sent before it. */
  story(why: string): string {
    return `${why}\n  procedure ${this.model.id} ${this.model.number}\n  ${this.told.slice(-14).join('\n  ')}`;
  }
}
