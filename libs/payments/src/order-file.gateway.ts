import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { Config } from '#platform';

export type OrderFormat = 'xml' | 'csv';

/** The directory the treasury's own transport fetches from: `treasury/out/<order id>.xml` and `.csv`. */
@Injectable()
export class OrderFiles {
  private readonly directory: string;

  constructor(config: Config) {
    this.directory = join(config.dataDirectory, 'treasury', 'out');
  }

  /** There whole or not at all, also after a power cut; the same name with the same bytes when written again. */
  async write(orderId: string, format: OrderFormat, content: string): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const name = this.path(orderId, format);
    const passing = `${name}.${randomBytes(4).toString('hex')}.part`;
    try {
      const file = await open(passing, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(passing, name);
    } catch (error) {
      await unlink(passing).catch(() => undefined);
      throw error;
    }
    const directory = await open(this.directory, 'r');
    await directory.sync().finally(() => directory.close());
  }

  /** Refuses `treasury-order.gone` while it is not written. */
  async read(orderId: string, format: OrderFormat): Promise<Buffer> {
    try {
      return await readFile(this.path(orderId, format));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
      throw new Refused(refuse('absent', 'treasury-order.gone'));
    }
  }

  private path(orderId: string, format: OrderFormat): string {
    return join(this.directory, `${orderId}.${format}`);
  }
}
