import { randomBytes } from 'node:crypto';
import { canonical, type EnvelopeKind, type Json, type OfferFile, utf8 } from '#sealing';
import { formsOf, type Needle, Search } from './secret-search.js';

/** Letters that occur nowhere else, with characters between them as people write. */
const canary = (name: string): string =>
  `${name}绝密${randomBytes(18).toString('base64url')}霄壤鼎鼐${randomBytes(9).toString('base64url')}`;

const offer = (name: string) => ({
  plan: canary(`${name}方案`),
  staffing: canary(`${name}人员`),
  experience: canary(`${name}业绩`),
  fileName: `${canary(`${name}文件`)}.pdf`,
  file: canary(`${name}正文`),
  part: canary(`${name}草稿`),
  qualification: canary(`${name}资格`),
});

/** Four offers whose every word is a canary, and prices that no other number in the house looks like. */
export const offers = { first: offer('甲'), replaced: offer('乙'), packed: offer('丙'), withdrawn: offer('丁') };
export type Name = keyof typeof offers;
export const prices: Readonly<Record<Name, string>> = {
  first: '731946.28',
  replaced: '648293.57',
  packed: '519384.76',
  withdrawn: '827465.39',
};

export const answersOf = (name: Name): Record<EnvelopeKind, Json> => ({
  qualification: { commitment: true, lots: ['1'], note: offers[name].qualification },
  technical: { plan: offers[name].plan, staffing: offers[name].staffing, experience: offers[name].experience },
  price: { prices: { '1': prices[name] } },
});

export const filesOf = (name: Name): OfferFile[] => [
  {
    kind: 'technical',
    name: offers[name].fileName,
    mediaType: 'application/pdf',
    bytes: utf8(`%PDF-1.7\n${offers[name].file}`.repeat(400)),
  },
];

/** A search for every word and price of the offers. */
export function searchForOffers(): Search {
  const search = new Search();
  for (const [name, texts] of Object.entries(offers))
    for (const [field, text] of Object.entries(texts)) search.add(`${name} ${field}`, formsOf(text));
  for (const [name, price] of Object.entries(prices)) search.add(`${name} price`, priceForms(price));
  return search;
}

/** A price as text, in fen, and as PostgreSQL keeps numbers. */
function priceForms(price: string): Needle[] {
  const [yuan = '', cents = ''] = price.split('.');
  const fen = Buffer.alloc(8);
  fen.writeBigInt64LE(BigInt(yuan + cents));
  const numeric = Buffer.alloc(6);
  [Number(yuan.slice(0, -4)), Number(yuan.slice(-4)), Number(cents) * 100].forEach((digits, at) => numeric.writeInt16LE(digits, at * 2));
  return [
    ...formsOf(price, { windows: false }),
    ...formsOf(`${yuan.slice(0, -3)},${yuan.slice(-3)}.${cents}`, { windows: false }),
    ...formsOf(yuan + cents, { windows: false }),
    { name: 'bigint', bytes: fen },
    { name: 'bigint in network order', bytes: Buffer.from(fen).reverse() },
    { name: 'numeric', bytes: numeric },
  ];
}

export interface SealedAbout {
  readonly procedure: string;
  readonly number: string;
  readonly provider: string;
  readonly kind: EnvelopeKind;
  readonly files: readonly object[];
}

/** Everything that somebody who guesses the answers right could compute a digest of. */
export function guessesOf(name: Name, { kind, ...names }: SealedAbout, pk = ''): Buffer[] {
  const answers = answersOf(name)[kind];
  const content = Buffer.from(canonical({ type: 'qiyue-envelope', suite: 'age-1', ...names, kind, answers } as unknown as Json));
  const spaced = Buffer.concat([content, Buffer.alloc(Math.max(0, 65_536 - content.length), 0x20)]);
  const price = prices[name];
  const words = kind === 'price' ? [price, price.replace('.', ''), `${names.procedure} ${price}`] : Object.values(offers[name]);
  const files = filesOf(name).map(({ bytes }) => Buffer.from(bytes));
  const salts = ['', names.procedure, names.number, names.provider, pk].filter((salt, at) => at === 0 || salt);
  return [content, spaced, Buffer.from(canonical(answers)), ...files, ...words.map((word) => Buffer.from(word))].flatMap((bytes) =>
    salts.map((salt) => Buffer.concat([bytes, Buffer.from(salt)])),
  );
}
