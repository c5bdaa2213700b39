import { inWords, parseYuan, showYuan } from '#kernel';
import { all, maybe, one, say, show } from '../kit/dom.js';
import { word } from '../kit/page.js';
import { desk, type PartValues } from './desk.js';
import type { Fields } from './editing.js';
import { lotPrices, totalOf } from './offer.js';

/** A price for each lot with 大写 beneath and the sum below; above the limit it is said at once. */
export function priceFields(): Fields<'price'> {
  const inputs = all<HTMLInputElement>('[data-lot]');
  const read = (): PartValues['price'] => ({
    lots: inputs.map((input) => ({ id: input.dataset.lot!, price: input.value.trim() })).filter(({ price }) => price !== ''),
  });
  const shown = (): void => {
    const prices = lotPrices(desk.lots, read());
    for (const { lot, fen, fault } of prices) {
      const group = one(`[data-lot-group="${lot.id}"]`);
      say(one('[data-words]', group), fen !== null && fen > 0n ? `${word('inWords')} ${inWords(fen)}` : '');
      say(one('[data-fault]', group), fault ? word(`fault.price.${fault}`, { limit: showYuan(parseYuan(lot.maxPrice) ?? 0n) }) : '');
      group.classList.toggle('govuk-form-group--error', fault !== null);
      one<HTMLInputElement>('input', group).setAttribute('aria-invalid', String(fault !== null));
    }
    const total = totalOf(prices);
    say(maybe('[data-total]'), showYuan(total));
    say(maybe('[data-total-words]'), total > 0n ? inWords(total) : '');
    show(maybe('[data-sum]'), total > 0n);
  };
  for (const input of inputs) input.addEventListener('input', shown);
  shown();
  return {
    read,
    write: ({ lots }) => {
      for (const input of inputs) input.value = lots.find(({ id }) => id === input.dataset.lot)?.price ?? '';
      shown();
    },
    words: (value) =>
      lotPrices(desk.lots, value)
        .map(({ lot, written }) => `${lot.name}：${written ? `¥${written}` : word('noPrice')}`)
        .join('\n'),
  };
}
