import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { JsonObject } from './json.view.js';
import { mergeReleases } from './merge.rules.js';
import { compiledFaults, releaseFaults, releaseSchema } from './schema.gateway.js';
import { strayReferences } from './release.view.js';

export interface ReleaseCheck {
  readonly releases: number;
  readonly records: number;
  readonly faults: readonly string[];
}

interface Row {
  seq: string;
  id: string;
  ocid: string;
  date: Date;
  body: Buffer;
  sha256: Buffer;
  previous: Buffer;
}

const batch = 500;

/** Proves what was published: every release by the schema, the chain from the first to the last, every record by its merge. */
@Injectable()
export class DisclosureQueries {
  constructor(private readonly database: Database) {}

  async check(): Promise<ReleaseCheck> {
    const chain = await this.releases();
    const records = await this.records();
    return { releases: chain.looked, records: records.looked, faults: [...chain.faults, ...records.faults] };
  }

  private async releases(): Promise<{ looked: number; faults: string[] }> {
    const faults: string[] = [];
    const dates = new Map<string, Date>();
    let [looked, seq, previous] = [0, 0n, Buffer.alloc(32) as Buffer];
    for (let full = true; full;) {
      const rows = await this.database.query<Row>(
        `select seq, id, ocid, date, body, sha256, previous_sha256 as previous from disclosure.release where seq > $1 order by seq limit ${batch}`,
        [seq.toString()],
      );
      for (const row of rows) {
        if (BigInt(row.seq) !== seq + 1n) faults.push(`${row.id}: number ${row.seq} follows ${seq}`);
        if (!row.previous.equals(previous)) faults.push(`${row.id}: does not name the release before`);
        if (!digest(row.previous, row.body).equals(row.sha256)) faults.push(`${row.id}: bytes and digest differ`);
        if (row.date <= (dates.get(row.ocid) ?? new Date(0))) faults.push(`${row.id}: not later than the release before of its process`);
        const release = JSON.parse(row.body.toString('utf8')) as JsonObject;
        faults.push(
          ...releaseFaults(release).map((fault) => `${row.id}: ${fault}`),
          ...strayReferences(release).map((id) => `${row.id}: no party ${id}`),
        );
        dates.set(row.ocid, row.date);
        [seq, previous] = [BigInt(row.seq), row.sha256];
      }
      looked += rows.length;
      full = rows.length === batch;
    }
    return { looked, faults };
  }

  private async records(): Promise<{ looked: number; faults: string[] }> {
    const faults: string[] = [];
    let [looked, after] = [0, ''];
    for (let full = true; full;) {
      const rows = await this.database.query<{ ocid: string; compiled: string; bodies: Buffer[] }>(
        `select r.ocid, r.compiled, (select array_agg(x.body order by x.no) from disclosure.release x where x.ocid = r.ocid) as bodies
         from disclosure.record r where r.ocid > $1 order by r.ocid limit 100`,
        [after],
      );
      for (const { ocid, compiled, bodies } of rows) {
        const merged = mergeReleases(
          releaseSchema(),
          bodies.map((body) => JSON.parse(body.toString('utf8')) as JsonObject),
        );
        if (JSON.stringify(merged) !== compiled) faults.push(`${ocid}: the compiled release is not what its releases come to`);
        faults.push(...compiledFaults(merged).map((fault) => `${ocid}: ${fault}`));
        after = ocid;
      }
      looked += rows.length;
      full = rows.length === 100;
    }
    return { looked, faults };
  }
}

const digest = (previous: Buffer, body: Buffer): Buffer => createHash('sha256').update(previous).update(body).digest();
