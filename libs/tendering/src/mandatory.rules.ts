import type { DraftContent, NoticeContent } from './content.view.js';

/** One of the eight contents; `null` where it is written at publication, by the periods of the method. */
export interface MandatoryContent {
  readonly no: number;
  readonly there: boolean | null;
}

/** The eight contents every notice has (MOF Order 87 Art. 13), in their order; the documents are offered on its page. */
export function mandatoryContents(content: NoticeContent | DraftContent): MandatoryContent[] {
  const { title, budget, service, eligibility, contact, schedule } = content;
  const filled = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() !== '');
  const published = 'clarifications' in content ? content.schedule : null;
  return [
    filled(contact.name, contact.phone, contact.address),
    filled(title, budget.amount, budget.maxPrice),
    filled(service.beneficiaries, service.unit, service.quality, service.description) && service.quantity > 0,
    eligibility.length > 0 && eligibility.every(({ text }) => filled(text)),
    published && filled(published.documentsUntil ?? published.closesAt),
    published && published.noticeUntil !== undefined,
    filled(schedule.openingPlace) && (published ? filled(published.closesAt) : true),
    filled(contact.name, contact.phone),
  ].map((there, place) => ({ no: place + 1, there }));
}
