import { checkSaid, verifyOpening } from '#sealing';
import { make, one, pressing, say, show, turnTo } from './kit/dom.js';
import { facts, lang, word } from './kit/page.js';

interface Given {
  /** The platform's public keys, present and former, PEM. */
  readonly keys: readonly string[];
}

const lights = { ok: ['green', '●'], failed: ['red', '■'], skipped: ['grey', '○'], unproved: ['amber', '▲'] } as const;

/** Opens the package again in this page: nothing of it leaves the reader's computer. */
async function verify(): Promise<void> {
  const [file] = one<HTMLInputElement>('main input[type="file"]').files ?? [];
  const said = one('[data-said]');
  if (!file) return say(said, word('chooseFile'));
  say(said, word('working'));
  const zip = new Uint8Array(await file.arrayBuffer());
  const { conclusion, checks, record } = await verifyOpening(zip, { platformKeys: facts<Given>().keys });
  say(said, '');
  one('[data-checks]').replaceChildren(
    ...checks.map((check) => {
      const [colour, shape] = lights[check.result];
      const mark = make('span', { class: 'qy-light__shape', 'aria-hidden': 'true' }, shape);
      return make(
        'li',
        {},
        make('span', { class: `qy-light qy-light--${colour}` }, mark, ` ${word(check.result)}`),
        ` ${checkSaid(check, lang)}`,
      );
    }),
  );
  say(one('[data-headline]'), word(`conclusion.${conclusion}`, { number: record?.number ?? '' }));
  const section = one('[data-result]');
  show(section);
  turnTo(section);
}

/** Older browsers know no Ed25519: there the server checks, as it does without scripts. */
async function canVerify(): Promise<boolean> {
  if (!window.isSecureContext || !crypto.subtle) return false;
  return crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']).then(
    () => true,
    () => false,
  );
}

void canVerify().then((able) => able && pressing(one<HTMLButtonElement>('main button[type="submit"]'), verify));
