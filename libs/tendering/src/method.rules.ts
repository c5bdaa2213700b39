/** How a provider is chosen. */
export const methods = ['open_tender', 'competitive_consultation', 'local_small_purchase'] as const;
export type Method = (typeof methods)[number];

/**
 * A method as data: keys of the rule book, never figures. A new method is a new entry here and in the rule book.
 * `changeBefore` is what must be left before the deadline after a change that may affect offers.
 */
export interface MethodRules {
  readonly minOffers: string;
  readonly docToDeadline: string;
  readonly changeBefore: string;
  readonly noticePeriod: string;
  readonly panelMin: string;
  readonly priceWeight: { readonly min: string; readonly max: string };
  /** Weight of the price in the template of criteria, percent. */
  readonly usualPriceWeight: number;
  /** Who ranks the offers. */
  readonly decidedBy: 'panel';
}

/** Local small purchases have no national periods: after a change the quoting period runs anew. */
export const methodRules: Readonly<Record<Method, MethodRules>> = {
  open_tender: {
    minOffers: 'tender.min_offers',
    docToDeadline: 'tender.doc_to_deadline.min',
    changeBefore: 'tender.clarify_before_deadline.min',
    noticePeriod: 'tender.notice_period',
    panelMin: 'panel.tender.min',
    priceWeight: { min: 'price_weight.tender.service.min', max: 'price_weight.tender.service.max' },
    usualPriceWeight: 15,
    decidedBy: 'panel',
  },
  competitive_consultation: {
    minOffers: 'consultation.min_offers.gps',
    docToDeadline: 'consultation.doc_to_response.min',
    changeBefore: 'consultation.change_before.min',
    noticePeriod: 'consultation.notice_period',
    panelMin: 'panel.other.min',
    priceWeight: {
      min: 'price_weight.consultation.service.min',
      max: 'price_weight.consultation.service.max',
    },
    usualPriceWeight: 20,
    decidedBy: 'panel',
  },
  local_small_purchase: {
    minOffers: 'local_small.min_offers',
    docToDeadline: 'local_small.quote.period',
    changeBefore: 'local_small.quote.period',
    noticePeriod: 'local_small.quote.period',
    panelMin: 'panel.local.min',
    priceWeight: { min: 'price_weight.local.service.min', max: 'price_weight.local.service.max' },
    usualPriceWeight: 30,
    decidedBy: 'panel',
  },
};
