import { Injectable } from '@nestjs/common';
import { system } from '#kernel';
import { Database, record } from '#platform';

/** The journal's subject of everything said about the offline packer. */
const subject = '00000000-0000-7000-8000-7061636b6572';

/** Says in the journal which offline packer this platform hands out, so that another one would be found out. */
@Injectable()
export class OfferedPacker {
  constructor(private readonly database: Database) {}

  /** Written once for each build; `sha256` in hex. */
  offer(sha256: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [last] = await tx.query<{ payload: Buffer }[]>(
        `select payload from platform.journal where subject = $1 and type = 'custody.packer-offered' order by id desc limit 1`,
        [subject],
      );
      const known = last && (JSON.parse(last.payload.toString('utf8')) as { facts?: { sha256?: string } }).facts?.sha256;
      if (known === sha256) return;
      await record(tx, system('packer'), { type: 'custody.packer-offered', subject, facts: { sha256 } });
    });
  }
}
