import { inWords, parseYuan, showYuan } from '#kernel';
import { all, maybe, one, say, show } from '../kit/dom.js';
import { word } from '../kit/page.js';
import { desk, isText, type PartValues } from './desk.js';
import { Editing, type Fields } from './editing.js';
import { lotPrices, totalOf } from './offer.js';
import type { Workspace } from './workspace.js';

/** The pages on which one part is written. */
export async function writeTask(workspace: Workspace): Promise<void> {
  if (isText(desk.task)) await new Editing(workspace, desk.task, textFields()).start();
  else if (desk.task === 'commitment') await new Editing(workspace, 'commitment', commitmentFields()).start();
  else await new Editing(workspace, 'price', priceFields()).start();
}

/** A long text with its length counted. */
function textFields(): Fields<'plan' | 'staffing' | 'experience'> {
  const area = one<HTMLTextAreaElement>('[data-form] textarea');
  const count = maybe('[data-count]');
  const counted = (): void => {
    const length = [...area.value].length;
    say(
      count,
      length > desk.limits.text ? word('tooLong', { limit: desk.limits.text, length }) : word('count', { limit: desk.limits.text, length }),
    );
    count?.classList.toggle('qy-count--over', length > desk.limits.text);
  };
  area.addEventListener('input', counted);
  counted();
  return {
    read: () => ({ text: area.value }),
    write: ({ text }) => {
      area.value = text;
      counted();
    },
    words: ({ text }) => text,
  };
}

function commitmentFields(): Fields<'commitment'> {
  const [yes, no] = all<HTMLInputElement>('[data-form] input[type="radio"]') as [HTMLInputElement, HTMLInputElement];
  return {
    read: () => ({ agreed: yes.checked }),
    write: ({ agreed }) => {
      yes.checked = agreed;
      no.checked = !agreed;
    },
    words: ({ agreed }) => word(agreed ? 'agreed' : 'notAgreed'),
  };
}

/** A price for each lot with 大写 beneath and the sum below; above the limit it is said at once. */
function priceFields(): Fields<'price'> {
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
