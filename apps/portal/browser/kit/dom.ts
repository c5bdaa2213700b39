/** The element that must be there. */
export function one<Kind extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): Kind {
  const found = within.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export const maybe = <Kind extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): Kind | null =>
  within.querySelector<Kind>(selector);

export const all = <Kind extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): Kind[] => [
  ...within.querySelectorAll<Kind>(selector),
];

type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string;

/** A new element; `class`, `href` and their like as attributes, true for those without a value. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  element.append(...children);
  return element;
}

export function show(element: HTMLElement | null, shown = true): void {
  if (element) element.hidden = !shown;
}

/** Says something in a live region; the same words twice are said once. */
export function say(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** A press of a button, with the button out of use while its work runs. */
export function pressing(button: HTMLButtonElement, work: () => Promise<void>): void {
  let running = false;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    if (running) return;
    running = true;
    button.setAttribute('aria-disabled', 'true');
    void work().finally(() => {
      running = false;
      button.removeAttribute('aria-disabled');
    });
  });
}

/** Brings what is said to the reader's eyes and ears. */
export function turnTo(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
}
