import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { careOf } from '../kit/care.js';
import { languageOf, type PageReply, type PageRequest } from '../kit/index.js';

interface Kept {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly until: number;
}

/** How long a page made for nobody in particular is given again. Short: it shows the server's time. */
const lifeMs = 1_000;
const most = 2_000;

/**
 * Public pages as bytes, for readers who are not signed in: one for each address, language and size. Many readers at the
 * deadline hour cost one rendering a second.
 */
@Injectable()
export class PageCache {
  private readonly pages = new Map<string, Kept>();

  /** Sends the page kept for this reader, if there is a fresh one. */
  send(request: PageRequest, reply: PageReply): boolean {
    const kept = cacheable(request) ? this.pages.get(keyOf(request)) : undefined;
    if (!kept || kept.until < Date.now()) return false;
    answer(request, reply, kept);
    return true;
  }

  /** Lets the page be made and keeps what it says. */
  async keep(request: PageRequest, reply: PageReply, make: (catcher: PageReply) => Promise<void>): Promise<void> {
    if (!cacheable(request)) return make(reply);
    const caught: { status: number; headers: Record<string, unknown>; body: string } = {
      status: 200,
      headers: {},
      body: '',
    };
    await make(catcherOf(caught));
    const bytes = Buffer.from(caught.body);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    if (this.pages.size >= most) this.pages.clear();
    const kept = { bytes, etag, headers: caught.headers, until: Date.now() + lifeMs };
    this.pages.set(keyOf(request), kept);
    answer(request, reply, kept);
  }
}

const cacheable = (request: PageRequest): boolean => !request.actor && !request.url.includes('?');
const keyOf = (request: PageRequest): string => `${languageOf(request)} ${careOf(request) ? 'care' : 'plain'} ${request.url}`;

function answer(request: PageRequest, reply: PageReply, { bytes, etag, headers }: Kept): void {
  void reply.headers(headers as Record<string, string>).header('etag', etag);
  if (request.headers['if-none-match'] === etag) void reply.status(304).send();
  else void reply.send(bytes);
}

/** Stands in for a reply and remembers what was said to it. */
function catcherOf(caught: { status: number; headers: Record<string, unknown>; body: string }): PageReply {
  const catcher = {
    status: (status: number) => ((caught.status = status), catcher),
    header: (name: string, value: unknown) => ((caught.headers[name] = value), catcher),
    headers: (values: Record<string, unknown>) => (Object.assign(caught.headers, values), catcher),
    send: (body: string) => ((caught.body = body), catcher),
  };
  return catcher as unknown as PageReply;
}
