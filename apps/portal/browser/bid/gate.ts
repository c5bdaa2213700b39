import { identityIn, isIdentity, readRecovery, utf8 } from '#sealing';
import { all, maybe, one, pressing, say, show, turnTo } from '../kit/dom.js';
import { here, leave, localized, word } from '../kit/page.js';
import { base, desk } from './desk.js';
import { offerKey } from './recovery.js';
import { Workspace } from './workspace.js';

/** Leads to an opened workspace: by the key this browser keeps, by a key file or its code, or by making the first key. */
export async function throughGate(): Promise<Workspace> {
  if (!window.isSecureContext || !crypto.subtle) return stopAt('insecure');
  if (!desk.started) return (await begun()) ?? (await asked());
  const known = await Workspace.known();
  if (!known) return asked();
  const state = await loaded(known);
  return state === 'done' ? known : asked('keyDiffers');
}

/** Says that signing in comes first, with the way back to this page. */
export const signInPath = (): string => localized(`/sign-in?next=${encodeURIComponent(here())}`);

async function loaded(workspace: Workspace): Promise<'done' | 'wrong-key'> {
  for (;;) {
    const state = await workspace.load();
    if (state === 'signed-out') location.assign(signInPath());
    if (state === 'done' || state === 'wrong-key') return state;
    say(maybe('[data-status]'), word('retrying'));
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

/** A page that cannot go on shows why; nothing follows. */
function stopAt(name: string): Promise<never> {
  show(maybe(`[data-${name}]`));
  return new Promise(() => undefined);
}

/** The first key of a bid. Undefined when a colleague made one a moment before. */
function begun(): Promise<Workspace | undefined> {
  const section = maybe('[data-begin]');
  if (!section) {
    location.assign(localized(base));
    return new Promise(() => undefined);
  }
  show(section);
  return new Promise((resolve) => {
    pressing(one<HTMLButtonElement>('button', section), async () => {
      const { workspace, saved } = await Workspace.begin();
      if (saved.is === 'signed-out') return leave(signInPath());
      if (saved.is === 'cut' || saved.is === 'refused')
        return say(one('[data-said]', section), saved.is === 'cut' ? word('notReached') : saved.text);
      show(section, false);
      if (saved.is === 'saved') await offerKey(workspace);
      resolve(saved.is === 'saved' ? workspace : undefined);
    });
  });
}

/** Asks for the key file or its code until one opens the bid. */
function asked(first?: string): Promise<Workspace> {
  const section = one('[data-gate]');
  const [file, code, fault] = [
    one<HTMLInputElement>('input[type="file"]', section),
    one<HTMLInputElement>('input[type="text"]', section),
    one('[data-said]', section),
  ];
  show(section);
  if (first) refuse(fault, first);
  return new Promise((resolve) => {
    pressing(one<HTMLButtonElement>('button', section), async () => {
      const text = file.files?.[0] ? await file.files[0].text() : code.value;
      const identity = keyIn(text);
      if (!identity) return refuse(fault, text.trim() ? 'noKeyInside' : 'keyMissing');
      const workspace = await Workspace.of(identity).catch(() => undefined);
      if (!workspace) return refuse(fault, 'noKeyInside');
      if ((await loaded(workspace)) === 'wrong-key') return refuse(fault, 'keyDiffers');
      if (one<HTMLInputElement>('input[type="checkbox"]', section).checked) await workspace.remember();
      show(section, false);
      resolve(workspace);
    });
  });
}

function refuse(place: HTMLElement, key: string): void {
  say(place, word(key));
  turnTo(place);
}

/** The workspace key in a key file, or in a code that somebody pasted with or without line breaks. */
export function keyIn(text: string): string | undefined {
  const file = readRecovery(utf8(text))?.workspace;
  if (file) return file;
  const code = text.toUpperCase().replace(/\s+/g, '');
  return isIdentity(code) ? code : identityIn(text);
}

/** Who saved a part last and when, in the places the page has for it. */
export function showTouched(workspace: Workspace, name: Parameters<Workspace['part']>[0]): void {
  const part = workspace.part(name);
  for (const place of all('[data-touched]')) {
    place.replaceChildren(...(part ? [word('touched', { name: part.by || '—', at: part.at })] : []));
    show(place, part !== undefined);
  }
}
