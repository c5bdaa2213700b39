import type { PageReply } from '../kit/index.js';

/** Sends something people keep as a file: a receipt, a record. */
export function sendJson(reply: PageReply, name: string, value: object): void {
  void reply
    .headers({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    .send(JSON.stringify(value, null, 2));
}
