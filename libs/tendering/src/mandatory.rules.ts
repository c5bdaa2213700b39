import type { DraftContent, NoticeContent } from './content.view.js';

/** The eight contents every notice has (MOF Order 87 Art. 13), in their order; the documents are offered on its page. */
export function mandatoryContents(content: NoticeContent | DraftContent): { no: number; there: boolean }[] {
  const { title, budget, service, eligibility, contact, schedule } = content;
  const filled = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() !== '');
  return [
    filled(contact.name, contact.phone, contact.address),
    filled(title, budget.amount, budget.maxPrice),
    filled(service.beneficiaries, service.unit, service.quality, service.description) && service.quantity > 0,
    eligibility.length > 0 && eligibility.every(({ text }) => filled(text)),
    true,
    true,
    filled(schedule.openingPlace),
    filled(contact.name, contact.phone),
  ].map((there, place) => ({ no: place + 1, there }));
}
