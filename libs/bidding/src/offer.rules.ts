import { type FieldFault, type Fen, parseYuan, type Refusal, refuse, toYuan } from '#kernel';

/** A file of an offer as the panel will see it. */
export interface OfferFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex, of the file itself. */
  readonly sha256: string;
  /** Hex, of the sealed bytes as stored. */
  readonly sealed: string;
}

/** What a provider offers. */
export interface Offer {
  /** Yuan with two decimals. */
  readonly price: string;
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
  /** The provider meets every condition of the notice and stands by the offer. */
  readonly commitment: boolean;
  readonly files: readonly OfferFile[];
}

/** The parts an offer is written in, in the order people meet them. */
export const offerTasks = ['commitment', 'plan', 'staffing', 'experience', 'price', 'files'] as const;
export type OfferTask = (typeof offerTasks)[number];
export const isOfferTask = (text: string): text is OfferTask => (offerTasks as readonly string[]).includes(text);

/** Who saved a part last, and in which version of the draft. */
export interface Touch {
  readonly person: string;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly version: number;
}

/** An offer that is being written. */
export interface Draft {
  readonly offer: Partial<Offer>;
  readonly touched: Readonly<Partial<Record<OfferTask, Touch>>>;
}
export const emptyDraft: Draft = { offer: {}, touched: {} };

export const longestText = 20_000;
export const mostFiles = 30;

/** The parts of an offer that somebody saves, without the files. */
export type Answers = Readonly<Partial<Omit<Offer, 'files'>>>;

/** The draft with new answers in it; `version` is that of the draft after saving. */
export function withAnswers(draft: Draft, answers: Answers, touch: Touch): Draft {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Answers;
  const price = given.price === undefined ? {} : { price: writtenPrice(given.price) };
  return touchedBy({ ...draft, offer: { ...draft.offer, ...given, ...price } }, Object.keys(given) as OfferTask[], touch);
}

export function withFiles(draft: Draft, files: readonly OfferFile[], touch: Touch): Draft {
  return touchedBy({ ...draft, offer: { ...draft.offer, files } }, ['files'], touch);
}

const touchedBy = (draft: Draft, tasks: readonly OfferTask[], touch: Touch): Draft => ({
  ...draft,
  touched: { ...draft.touched, ...Object.fromEntries(tasks.map((task) => [task, touch])) },
});

const writtenPrice = (text: string): string => {
  const fen = parseYuan(text);
  return fen === undefined ? text : toYuan(fen);
};

/** Somebody else saved one of these parts after the version the writer had before them. */
export function notStale(draft: Draft, answers: Answers, version: number): Refusal | undefined {
  const crossed = (Object.keys(answers) as OfferTask[]).find(
    (task) => answers[task as keyof Answers] !== undefined && (draft.touched[task]?.version ?? 0) > version,
  );
  const touch = crossed && draft.touched[crossed];
  return touch
    ? refuse('stale', 'bid.changed-meanwhile', { name: touch.name, at: new Date(touch.at) }, [
        {
          field: crossed,
          code: 'bid.changed-meanwhile',
          facts: { name: touch.name, at: new Date(touch.at) },
        },
      ])
    : undefined;
}

/** What still keeps a draft from being handed in; each fault stands at its part. */
export function offerFaults(offer: Partial<Offer>, maxPrice: Fen): FieldFault[] {
  const missing = (['plan', 'staffing', 'experience'] as const).filter((task) => !offer[task]?.trim());
  return [
    ...(offer.commitment === true ? [] : [{ field: 'commitment', code: 'bid.commitment-missing' }]),
    ...missing.map((field) => ({ field, code: `bid.${field}-missing` })),
    ...priceFaults(offer.price, maxPrice),
  ];
}

/** Above zero, and not above the price limit of the notice (Order 87 Art. 12: an offer above it is invalid). */
export function priceFaults(price: string | undefined, maxPrice: Fen): FieldFault[] {
  if (price === undefined || price === '') return [{ field: 'price', code: 'bid.price-missing' }];
  const fen = parseYuan(price);
  if (fen === undefined || fen <= 0n) return [{ field: 'price', code: 'bid.price-not-positive' }];
  if (fen > maxPrice) return [{ field: 'price', code: 'bid.price-above-limit', facts: { limit: maxPrice, price: fen } }];
  return [];
}

/** The whole offer, or the refusal that lists what is missing. */
export function completeOffer(draft: Draft, maxPrice: Fen): Refusal | undefined {
  const fields = offerFaults(draft.offer, maxPrice);
  return fields.length ? refuse('invalid', 'bid.incomplete', { count: fields.length }, fields) : undefined;
}

/** What leaves in the envelope, once nothing is missing any more. */
export const offerOf = ({ offer }: Draft): Offer => ({
  price: offer.price!,
  plan: offer.plan!,
  staffing: offer.staffing!,
  experience: offer.experience!,
  commitment: offer.commitment!,
  files: offer.files ?? [],
});
