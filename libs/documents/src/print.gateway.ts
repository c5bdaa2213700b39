import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { drawn } from './drawing.gateway.js';
import type { Sheet } from './sheet.rules.js';

/**
 * Draws sheets as PDF, one at a time. A long report takes seconds of a processor: the built program gives it a thread of
 * its own, so that nobody waits for it who hands in a bid.
 */
@Injectable()
export class Printer {
  private last: Promise<unknown> = Promise.resolve();

  draw(sheet: Sheet): Promise<Buffer> {
    const root = process.env.QIYUE_ROOT;
    const drawing = this.last.then(() => (root ? inThread(root, sheet) : drawn(sheet)));
    this.last = drawing.catch(() => undefined);
    return drawing;
  }
}

function inThread(root: string, sheet: Sheet): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(join(root, 'dist/libs/documents/src/print-thread.gateway.js'), { workerData: sheet });
    thread.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the drawing thread ended (${code})`)));
  });
}
