import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '#platform';
import { Signer } from '#documents';
import { keyIdOf } from '#sealing';
import { house } from '../../api/test/house.js';
import type { TestDatabase } from '../../../libs/platform/test/harness.js';
import { anOpening, makeHolders, otherPem, stranger, two } from '../../../libs/sealing/test/builders.js';

describe('the pages on which anybody verifies', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let origin: string;
  beforeAll(async () => {
    ({ app, database, origin } = await house());
    await makeHolders();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** Sends a file as a form without scripts does; answers the page. */
  async function sends(url: string, bytes: Uint8Array): Promise<string> {
    const head = '--edge\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: application/octet-stream\r\n\r\n';
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--edge--\r\n')]);
    const headers = { 'content-type': 'multipart/form-data; boundary=edge', origin };
    const { statusCode, body } = await app.inject({ method: 'POST', url, payload, headers });
    expect(statusCode).toBe(200);
    return /<section data-result.*?<\/section>/s.exec(body)?.[0] ?? body;
  }
  const ours = (): typeof stranger => {
    const privateKey = createPrivateKey(app.get(Config).signingKey);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  };

  it('call a package sound only when a key of the platform signed it, a former one too', async () => {
    const own = await sends('/verify/opening', await anOpening(two, { by: ours() }));
    expect(own).toContain('这次开启经得起核对');
    expect(own).not.toContain('没有核对');
    const forged = await anOpening(two, { by: stranger });
    const [zh, en] = [await sends('/verify/opening', forged), await sends('/en/verify/opening', forged)];
    expect(zh).toContain('有不相符的地方');
    expect(zh).toContain('是谁签的，不知道');
    expect(en).toContain('nobody knows who signed it');
    for (const page of [zh, en]) expect(page).not.toMatch(/经得起核对|holds up/);
    const keyId = await keyIdOf(otherPem);
    await database.sql('insert into documents.signing_key (key_id, public_key) values ($1, $2)', [keyId, otherPem]);
    expect(await sends('/verify/opening', forged)).toContain('这次开启经得起核对');
  });

  it('say openly when a bid was refused on the platform’s word', async () => {
    const wishes = [...two, { uscc: 'C', price: '1.00', cause: { code: 'bid.plan-missing', kind: 'technical' as const } }];
    const zip = await anOpening(wishes, { by: ours() });
    const [zh, en] = [await sends('/verify/opening', zip), await sends('/en/verify/opening', zip)];
    expect(zh).toContain('没有服务方案');
    expect(zh).toContain('qy-light--amber');
    expect(en).toContain('the service plan is missing');
    for (const page of [zh, en]) expect(page).not.toMatch(/经得起核对|holds up/);
  });

  it('know the log of late tries and list them', async () => {
    const tries = [
      { triedAt: '2026-11-30T17:00:00.123+08:00', closedAt: '2026-11-30T17:00:00.000+08:00', act: 'submit', by: '李华', digest: 'ab12' },
    ];
    const log = app.get(Signer).signed({ type: 'late-tries', procedure: 'CG-1', title: '助老服务', bid: 'b', tries });
    const page = await sends('/verify', Buffer.from(JSON.stringify(log)));
    expect(page).toContain('逾期操作 1');
    expect(page).toContain('提交，2026-11-30 17:00:00.123（北京时间），响应文件校验值 ab12');
    expect(await sends('/verify', Buffer.from(JSON.stringify(log).replace('17:00:00.123', '16:59:59.123')))).toContain('已被改动');
  });
});
