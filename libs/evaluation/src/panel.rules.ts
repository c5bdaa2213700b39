import { type Fen, refuse, type Refusal } from '#kernel';

/** The figures of the rule book for the panel of one procedure. */
export interface PanelRules {
  readonly min: number;
  readonly odd: boolean;
  readonly expertShare: { readonly numerator: number; readonly denominator: number };
}

/** What the rule book says about the size of panels; amounts in fen. */
export interface PanelBook {
  readonly tender: { readonly min: number; readonly large: number; readonly largeFrom: Fen };
  readonly other: { readonly min: number; readonly atOpenAmount: number; readonly openAmount: Fen };
  readonly local: { readonly min: number };
}

/** The least number of members by method and budget (MOF Order 87 Art. 47; 财库〔2014〕214号 Art. 14). */
export function leastMembers(method: string, budget: Fen, book: PanelBook): number {
  if (method === 'local_small_purchase') return book.local.min;
  if (method === 'open_tender') return budget >= book.tender.largeFrom ? book.tender.large : book.tender.min;
  return budget >= book.other.openAmount ? book.other.atOpenAmount : book.other.min;
}

/** The least number of experts on a panel of a size: at least the share, rounded up. */
export function leastExperts(size: number, { expertShare: { numerator, denominator } }: Pick<PanelRules, 'expertShare'>): number {
  return Math.ceil((size * numerator) / denominator);
}

/** Odd, large enough, and with enough experts among them. */
export function lawfulPanel(size: number, experts: number, rules: PanelRules): Refusal | undefined {
  if (size < rules.min)
    return refuse('invalid', 'panel.too-small', { size, min: rules.min }, [
      { field: 'size', code: 'panel.too-small', facts: { size, min: rules.min } },
    ]);
  if (rules.odd && size % 2 === 0)
    return refuse('invalid', 'panel.even', { size }, [{ field: 'size', code: 'panel.even', facts: { size } }]);
  const least = leastExperts(size, rules);
  if (experts < least)
    return refuse('invalid', 'panel.too-few-experts', { experts, least, size }, [
      { field: 'representatives', code: 'panel.too-few-experts', facts: { experts, least, size } },
    ]);
  return undefined;
}

/** Are there enough people to draw from? */
export function enoughToDraw(available: number, needed: number): Refusal | undefined {
  return available < needed ? refuse('conflict', 'panel.register-too-small', { available, needed }) : undefined;
}

/** Enough qualified bids to evaluate; with fewer nothing is evaluated (MOF Order 87 Art. 44). */
export function enoughQualified(qualified: number, min: number): Refusal | undefined {
  return qualified < min ? refuse('conflict', 'evaluation.too-few-qualified', { qualified, min }) : undefined;
}
