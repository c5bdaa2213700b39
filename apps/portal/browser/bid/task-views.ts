import { all, maybe, one, say } from '../kit/dom.js';
import { word } from '../kit/page.js';
import { desk, isText } from './desk.js';
import { Editing, type Fields } from './editing.js';
import { commitmentWords } from './offer.js';
import { priceFields } from './price-fields.js';
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
  const [yes, no] = all<HTMLInputElement>('[data-form] input[name="_agreed"]') as [HTMLInputElement, HTMLInputElement];
  const sizes = all<HTMLInputElement>('[data-form] input[name="_enterprise"]');
  return {
    read: () => ({ agreed: yes.checked, enterprise: sizes.find(({ checked }) => checked)?.value ?? 'none' }),
    write: ({ agreed, enterprise = 'none' }) => {
      yes.checked = agreed;
      no.checked = !agreed;
      for (const size of sizes) size.checked = size.value === enterprise;
    },
    words: commitmentWords,
  };
}
