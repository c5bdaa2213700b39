import { releaseFaults } from '#disclosure';
import { yuan } from '#kernel';
import { type Balances, compare, fold, type Transfer } from '#ledger';
import { type Person, until, WalkStopped } from './client.js';
import type { Walk } from './cast.js';
import type { Published } from './tender.steps.js';

interface Release {
  readonly ocid: string;
  readonly contracts?: readonly {
    readonly implementation?: { readonly transactions?: readonly unknown[] };
  }[];
}

/** The walk is only good when the books balance, the releases validate and every page it named is there. */
export async function prove(walk: Walk, published: Published): Promise<void> {
  await books(walk);
  await releases(walk, published);
  await pages(walk);
}

/** Adds the exported transfers up, knowing nothing of the server's sums, and compares with the balances it shows. */
async function books(walk: Walk): Promise<void> {
  const finance = await walk.cast.as('cz-checker');
  const rows = await all<Record<string, string>>(finance, '/api/v1/ledger/transfers');
  const transfers = rows.map(
    (row) =>
      ({
        ...row,
        seq: BigInt(row.seq!),
        amount: yuan(row.amount!),
        at: new Date(row.at!),
      }) as unknown as Transfer,
  );
  const { balances } = fold(transfers.reverse(), new Map());
  const stored = new Map((await all<Record<string, string>>(finance, '/api/v1/ledger/balances')).map((row) => [row.code!, balanceOf(row)]));
  const differing = compare({ balances, faults: [] }, stored);
  const sum = [...balances.values()].reduce(
    (total, one) => total + one.debitsPosted - one.creditsPosted + one.debitsPending - one.creditsPending,
    0n,
  );
  if (differing.length || sum !== 0n) throw new WalkStopped(`the ledger does not add up: ${sum} ${JSON.stringify(differing)}`);
  walk.story.tell('proof', `台账 ${transfers.length} 笔，自行累加与余额一致，合计为零`);
}

const balanceOf = (row: Record<string, string>): Balances => ({
  debitsPending: yuan(row.debitsPending!),
  debitsPosted: yuan(row.debitsPosted!),
  creditsPending: yuan(row.creditsPending!),
  creditsPosted: yuan(row.creditsPosted!),
});

async function all<Row>(person: Person, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = ''; after !== null;) {
    const answer: { data: Row[]; page: { next: string | null } } = await person.get(
      `${path}?limit=100${after && `&after=${encodeURIComponent(after)}`}`,
    );
    rows.push(...answer.data);
    after = answer.page.next;
  }
  return rows;
}

async function releases(walk: Walk, { number }: Published): Promise<void> {
  const ocid = await ocidOf(walk, number);
  const record = `/ocds/records/${ocid}`;
  const found = await until('the payment to be disclosed', 30, async () => {
    const answer = await fetch(walk.base + record);
    if (!answer.ok) return undefined;
    const { records } = (await answer.json()) as { records: { releases: Release[] }[] };
    const own = records[0]?.releases ?? [];
    return own.some(({ contracts = [] }) => contracts.some(({ implementation }) => implementation?.transactions?.length)) && own;
  });
  const faults = found.flatMap((release) => releaseFaults(release));
  if (faults.length) throw new WalkStopped(`releases do not validate: ${faults.slice(0, 5).join('; ')}`);
  walk.story.tell('proof', `${found.length} 份 OCDS 发布通过校验`, record);
}

/** The feed tells the ocid; an outsider knows no prefix. */
async function ocidOf(walk: Walk, number: string): Promise<string> {
  return until('the notice to be disclosed', 30, async () => {
    for (let next: string | null = `${walk.base}/ocds/releases?limit=100`; next;) {
      const answer: { releases: Release[]; links?: { next?: string } } = (await (await fetch(next)).json()) as never;
      const own = answer.releases.find(({ ocid }) => ocid.endsWith(number));
      if (own) return own.ocid;
      next = answer.releases.length ? (answer.links?.next ?? null) : null;
    }
    return undefined;
  });
}

async function pages(walk: Walk): Promise<void> {
  const paths = [...walk.story.pages].flatMap((page) => (page.startsWith('/ocds') || page === '/buy' ? [page] : [page, `/en${page}`]));
  for (const path of paths) {
    const { status } = await fetch(walk.base + path, { redirect: 'follow' });
    if (status !== 200) throw new WalkStopped(`${path} answers ${status}`);
  }
  walk.story.tell('proof', `${paths.length} 个页面都能打开`);
}
