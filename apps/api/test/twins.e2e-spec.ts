import { forMachines } from '../src/furnish.js';
import { closesIn } from './race/field.js';
import { type Door, doorsOf } from './doors.js';
import { faceOf, facesIn, type Twin } from './twins/likeness.js';
import { aTwinStage, type Looker, type TwinStage } from './twins/stage.js';
import { comes, openBox } from '../../../libs/bidding/test/builders.js';

const bids = 17;

/** Shares are for holders of sealed boxes only: there they are handed out, or not, as the law says; nowhere else. */
const forHolders = ['/api/v1/procedures/:id/opening/shares', '/keys/openings/:id/shares', '/keys/openings/:id/shares.json'];

describe('twins, one with seventeen bids and one with none', () => {
  let stage: TwinStage;
  let reading: Door[];
  beforeAll(async () => {
    stage = await aTwinStage(bids);
    reading = doorsOf(stage.app).filter(({ method }) => method === 'GET');
    const described = (await stage.app.inject({ method: 'GET', url: '/api/v1/openapi.json' })).json<{ paths: Record<string, object> }>();
    const known = new Set(reading.map(({ path }) => path));
    for (const [path, methods] of Object.entries(described.paths))
      if ('get' in methods) expect(known).toContain(path.replace(/\{(\w+)\}/g, ':$1'));
  }, 180_000);
  afterAll(() => stage.close());

  const look = async ({ token, cookie }: Looker, url: string): Promise<{ status: number; body: string }> => {
    const proof: Record<string, string> = forMachines(url)
      ? token
        ? { authorization: `Bearer ${token}` }
        : {}
      : cookie
        ? { cookie: `sid=${cookie}` }
        : {};
    const { statusCode, body, headers } = await stage.app.inject({ method: 'GET', url, headers: proof });
    return { status: statusCode, body: body + String(headers.location ?? '') };
  };

  /** The address under which a twin is asked for: by number where people ask, by id where programs do. */
  const address = (path: string, { id, number, planItemId }: Twin): string =>
    path
      .replace(/:version\b/g, '1')
      .replace(/:ocid\b/g, `ocds-213czf-${number}`)
      .replace(/:(no|number)\b/g, encodeURIComponent(number))
      .replace(/:[a-zA-Z]+|\*[a-zA-Z]*/g, path.includes('plan') ? planItemId : id);

  /** Lines for everything in which the two look different. */
  async function differences(lookers: readonly Looker[], except: readonly string[] = []): Promise<string[]> {
    const lines: string[] = [];
    for (const { path } of reading.filter((door) => !except.includes(door.path)))
      for (const looker of lookers) {
        if (!path.includes(':') && !path.includes('*')) {
          const { body, status } = await look(looker, path);
          const [one, other] = [facesIn(body, stage.full), facesIn(body, stage.empty)];
          if (status === 200 && one.join('\n') !== other.join('\n'))
            lines.push(`${looker.who} ${path} ${apart(one.join('\n'), other.join('\n'))}`);
          continue;
        }
        const [one, other] = await Promise.all([look(looker, address(path, stage.full)), look(looker, address(path, stage.empty))]);
        const [face, twin] = [faceOf(one.body, stage.full), faceOf(other.body, stage.empty)];
        if (one.status !== other.status || face !== twin)
          lines.push(`${looker.who} ${path} ${one.status} ${other.status} ${apart(face, twin)}`);
      }
    return lines;
  }

  it('are the same to every role at every address while bids are taken', async () => {
    expect(stage.lookers.length).toBeGreaterThan(15);
    expect(await differences(stage.lookers)).toEqual([]);
  }, 400_000);

  it('are the same when their boxes are sealed, and when one key holder has come, but for the shares of the holders', async () => {
    const watching = stage.lookers.filter(({ who }) => /nobody|handler|approver|checker|supervisor|provider_admin|holder/.test(who));
    const deadlines = [await closesIn(stage.database, stage.full.id, 1_000), await closesIn(stage.database, stage.empty.id, 1_000)];
    await new Promise((resolve) => setTimeout(resolve, Math.max(...deadlines.map((at) => at.getTime() - Date.now())) + 500));
    await stage.settle();
    expect(await differences(watching, forHolders)).toEqual([]);
    for (const twin of [stage.full, stage.empty]) await comes(stage.rooms, stage.cast.keyHolders.purchaser, twin.id);
    await stage.settle();
    expect(await differences(watching, forHolders)).toEqual([]);
  }, 900_000);

  it('are told apart once they are opened: the comparison sees what there is to see', async () => {
    for (const twin of [stage.full, stage.empty]) await openBox(stage.rooms, stage.cast.keyHolders, twin.id, ['purchaser', 'finance']);
    await stage.settle();
    const handler = stage.lookers.find(({ who }) => who === 'handler')!;
    for (const path of ['/api/v1/procedures/:id/opening', '/api/v1/procedures/:id/bids']) {
      const [one, other] = [await look(handler, address(path, stage.full)), await look(handler, address(path, stage.empty))];
      expect(faceOf(one.body, stage.full)).not.toBe(faceOf(other.body, stage.empty));
    }
  }, 120_000);
});

/** The first place where two texts part, with a little around it. */
function apart(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return JSON.stringify([one.slice(Math.max(0, at - 60), at + 120), other.slice(Math.max(0, at - 60), at + 120)]);
}
