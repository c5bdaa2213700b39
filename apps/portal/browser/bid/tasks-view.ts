import { all, maybe, one, pressing, say, show } from '../kit/dom.js';
import { leave, localized, word } from '../kit/page.js';
import { forget, keysOf } from '../kit/store.js';
import { base, bounds, desk, partNames, type Task } from './desk.js';
import { faultsOf, stateOf, type Values } from './offer.js';
import { offerKey } from './recovery.js';
import { Workspace } from './workspace.js';

const colours = { done: 'none', 'in-progress': 'blue', 'not-started': 'grey', problem: 'red' } as const;

/** All parts as they stand. */
export const valuesOf = (workspace: Workspace): Values =>
  Object.fromEntries(partNames.flatMap((name) => (workspace.value(name) ? [[name, workspace.value(name)]] : []))) as Values;

/** The task list: where each part stands, who saved it last, what is missing when time runs short. */
export function showTasks(workspace: Workspace): void {
  const values = valuesOf(workspace);
  for (const row of all('[data-task-row]')) {
    const task = row.dataset.taskRow as Task;
    const state = stateOf(task, values, bounds);
    const tag = one('.qy-tag', row);
    tag.className = `qy-tag qy-tag--${colours[state]}`;
    say(tag, word(`state.${state}`));
    const part = workspace.part(task);
    const hint = one('[data-hint]', row);
    say(hint, part ? word('touched', { name: part.by || '—', at: part.at }) : '');
    show(hint, part !== undefined);
  }
  const missing = faultsOf(values, bounds).map(({ task }) => task);
  show(maybe('[data-not-ready]'), missing.length > 0);
  show(maybe('[data-ready]'), missing.length === 0);
  const pressed = maybe('[data-pressing]');
  if (pressed && missing.length) {
    one('[data-missing]', pressed).replaceChildren(
      ...missing.map((task) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = localized(`${base}/${task}`);
        link.textContent = word(`task.${task}`);
        item.append(link);
        return item;
      }),
    );
    show(pressed);
  }
  keys(workspace);
}

/** The key of this bid: download it again, show its code, take it off this device. */
function keys(workspace: Workspace): void {
  const section = maybe('[data-keys]');
  if (!section) return;
  pressing(one<HTMLButtonElement>('[data-key-download]', section), () => offerKey(workspace));
  const code = one('[data-key-code]', section);
  const reveal = one<HTMLButtonElement>('[data-key-show]', section);
  pressing(reveal, async () => {
    say(code, workspace.identity);
    show(code, code.hidden);
    say(reveal, word(code.hidden ? 'showCode' : 'hideCode'));
  });
  pressing(one<HTMLButtonElement>('[data-key-forget]', section), async () => {
    if (!window.confirm(word('forgetSure'))) return;
    await Workspace.forget();
    for (const shelf of ['unsent', 'uploads'] as const) for (const key of await keysOf(shelf, desk.bid)) await forget(shelf, key);
    return leave(localized('/org/bids'));
  });
  show(section);
}
