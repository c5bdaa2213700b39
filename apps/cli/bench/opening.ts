import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BiddingModule, BidQueries, BidService, largestChunk, SubmissionService, type SubmitBid, Uploads } from '#bidding';
import { type Actor, system, toYuan } from '#kernel';
import { completeUscc, OrganizationService } from '#organizations';
import { Database, PlatformModule, readConfig } from '#platform';
import { contribute, envelopeKinds, identityIn, type OpeningShares, sealEnvelope } from '#sealing';
import { type Person, until } from '../src/walk/client.js';
import type { Published } from '../src/walk/tender.steps.js';

/** How long an opening took: the holders' own programs, and our server. */
export interface OpeningTime {
  readonly bids: number;
  readonly holders: number;
  readonly server: number;
}

@Module({})
class Rooms {}

/** Hands in so many sealed bids by the rooms' own commands, as many providers, on the server's database and with its keys. */
export async function fillBox(directory: string, databaseUrl: string, { procedureId, maxPrice }: Published, bids: number): Promise<void> {
  const config = readConfig({ QIYUE_DATA_DIR: directory, DATABASE_URL: databaseUrl, QIYUE_LOG_LEVEL: 'silent' });
  const root = { module: Rooms, imports: [PlatformModule.with(config), BiddingModule] };
  const app = await NestFactory.createApplicationContext(root, { logger: ['error'], abortOnError: false });
  try {
    for (let place = 0; place < bids; place += 1) {
      const uscc = completeUscc(`52321202MJ8${String(place).padStart(5, '0')}`);
      const organizationId = await app.get(Database).transaction((tx) =>
        app.get(OrganizationService).register(tx, system('bench'), {
          uscc,
          name: `社会组织${place + 1}`,
          kind: 'provider',
          classification: '社会服务机构',
          region: '321202',
          contact: null,
          source: 'platform',
        }),
      );
      const actor: Actor = { personId: randomUUID(), organizationId, name: '投标人', roles: ['provider_admin'], confirmedAt: new Date() };
      const { id } = await app.get(BidService).start(actor, procedureId);
      const { number, recipients } = await app.get(BidQueries).desk(actor, id);
      const words = '按服务对象分片包户,逐户建档,按月汇总。';
      const answers = {
        qualification: { commitment: true, lots: ['1'] },
        technical: { plan: words, staffing: words, experience: words },
        price: { prices: { '1': toYuan(maxPrice - BigInt(place + 1)) } },
      };
      const envelopes: Record<string, string> = {};
      for (const kind of envelopeKinds) {
        const sealed = await sealEnvelope({
          procedure: procedureId,
          number,
          provider: uscc,
          kind,
          answers: answers[kind],
          recipients: recipients!,
        });
        const sha256 = createHash('sha256').update(sealed.content).digest('hex');
        await app.get(Uploads).whole(actor, id, sha256, Buffer.from(sealed.content), largestChunk);
        envelopes[kind] = Buffer.from(sealed.statement).toString('base64');
      }
      await app.get(SubmissionService).submit(actor, id, { envelopes: envelopes as unknown as SubmitBid['envelopes'], declared: true });
    }
  } finally {
    await app.close();
  }
}

/** Two holders open the box over HTTP, each with the own key in the own program. */
export async function timeOpening(
  directory: string,
  { procedureId, closesAt }: Published,
  holders: readonly Person[],
  handler: Person,
): Promise<OpeningTime> {
  const path = `/api/v1/procedures/${procedureId}/opening`;
  const left = Math.max(0, closesAt.getTime() - Date.now()) / 1000;
  await until('the box to be sealed', left + 60, async () => (await handler.get<{ state: string }>(path)).state === 'sealed');
  let [own, server, bids] = [0, 0, 0];
  for (const holder of holders) {
    await holder.confirm();
    const begun = performance.now();
    const shares = await holder.get<OpeningShares>(`${path}/shares`);
    const handed = performance.now();
    const identity = identityIn(readFileSync(join(directory, 'demo-keys', `${holder.login}.txt`), 'utf8'))!;
    const given = await contribute(identity, shares);
    const made = performance.now();
    await holder.post(`${path}/contributions`, given);
    own += made - handed;
    server += handed - begun + (performance.now() - made);
    bids = shares.envelopes.length / envelopeKinds.length;
  }
  const { state } = await handler.get<{ state: string }>(path);
  if (state !== 'opened') throw new Error(`the box is ${state}`);
  return { bids, holders: own / 1000, server: server / 1000 };
}

export const openingLine = ({ bids, holders, server }: OpeningTime): string =>
  `opening ${bids} bids with two key holders: ${(holders + server).toFixed(1)} s of machine time (aim 60 s): ` +
  `${server.toFixed(1)} s at the server, ${holders.toFixed(1)} s in the holders' own programs`;
