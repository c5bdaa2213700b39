import { inWords, parseYuan, showYuan, toYuan } from '#kernel';
import {
  digestOf,
  envelopeKinds,
  largestPlain,
  limitsOf,
  offices,
  type OfferFile,
  type PackedOffer,
  type PackingFault,
  packingFaults,
  packOffer,
  type PackingSlip,
  readSlip,
} from '#sealing';
import { checkFile, cleanName } from './bid/file-check.js';
import { all, make, one, pressing, say, show, turnTo } from './kit/dom.js';
import { download, fileName } from './kit/download.js';
import { choose, language, word } from './pack/words.js';

const texts = ['plan', 'staffing', 'experience'] as const;

let slip: PackingSlip | undefined;
const value = (id: string): string => one<HTMLInputElement | HTMLTextAreaElement>(`#${id}`).value.trim();

function speak(): void {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  document.title = `契约 Qiyue · ${word('title')}`;
  for (const place of all('[data-w]')) place.textContent = word(place.dataset.w!);
  const other = one('#language');
  other.textContent = language() === 'zh' ? 'English' : '中文';
  other.lang = language() === 'zh' ? 'en' : 'zh-CN';
  if (slip) showSlip(slip);
}

const line = (label: string, text: string, code = false): HTMLElement =>
  make('div', {}, make('dt', {}, label), make('dd', {}, code ? make('code', {}, text) : text));

function showSlip(read: PackingSlip): void {
  const { number, title, closesAt, recipients, lots } = read;
  const at = new Date(closesAt).toLocaleString(language() === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' });
  one('#slip-facts').replaceChildren(
    line(word('number'), number),
    line(word('name'), title),
    line(word('closesAt'), at),
    ...offices.map((office) => line(word(`office.${office}`), recipients[office], true)),
  );
  const before = new Map(all<HTMLInputElement>('[data-lot]').map((input) => [input.dataset.lot, input.value]));
  one('#lots').replaceChildren(
    ...lots.map(({ id, name, maxPrice }) =>
      make(
        'div',
        {},
        make(
          'label',
          { for: `lot-${id}` },
          name,
          ' ',
          make('span', { class: 'hint' }, word('limit', { limit: showYuan(parseYuan(maxPrice) ?? 0n) })),
        ),
        make('input', {
          id: `lot-${id}`,
          'data-lot': id,
          type: 'text',
          inputmode: 'decimal',
          class: 'amount',
          autocomplete: 'off',
          value: before.get(id) ?? '',
        }),
        make('p', { class: 'echo', 'data-echo': id }),
      ),
    ),
  );
  for (const input of all<HTMLInputElement>('[data-lot]')) input.addEventListener('input', showSum);
  show(one('#slip-facts'));
  show(one('#bid'));
  showSum();
}

function showSum(): void {
  let sum = 0n;
  for (const { id, maxPrice } of slip?.lots ?? []) {
    const written = value(`lot-${id}`);
    const fen = written ? parseYuan(written) : undefined;
    const limit = parseYuan(maxPrice) ?? 0n;
    const bad = written !== '' && (fen === undefined || fen <= 0n);
    say(
      one(`[data-echo="${id}"]`),
      bad ? word('notPositive') : fen === undefined ? '' : fen > limit ? word('above', { limit: showYuan(limit) }) : inWords(fen),
    );
    sum += fen ?? 0n;
  }
  say(one('#sum'), sum > 0n ? `${word('sum', { sum: showYuan(sum) })} ${inWords(sum)}` : '');
}

async function choseSlip(): Promise<void> {
  const [file] = one<HTMLInputElement>('#slip').files ?? [];
  if (!file) return;
  slip = readSlip(new Uint8Array(await file.arrayBuffer()));
  say(one('#slip-fault'), slip ? '' : word('slipNone'));
  if (slip) showSlip(slip);
}

function pricesOf(faults: string[]): Record<string, string> {
  const prices: Record<string, string> = {};
  for (const { id, name, maxPrice } of slip!.lots) {
    const written = value(`lot-${id}`);
    if (!written) continue;
    const fen = parseYuan(written);
    if (fen === undefined || fen <= 0n) faults.push(`${name}：${word('notPositive')}`);
    else if (fen > (parseYuan(maxPrice) ?? 0n)) faults.push(`${name}：${word('above', { limit: showYuan(parseYuan(maxPrice) ?? 0n) })}`);
    else prices[id] = toYuan(fen);
  }
  if (!Object.keys(prices).length && !faults.length) faults.push(word('need.price'));
  return prices;
}

async function filesOf(faults: string[]): Promise<OfferFile[]> {
  const seen = new Set<string>();
  const files: OfferFile[] = [];
  const largest = largestPlain(limitsOf(slip!).file);
  for (const kind of envelopeKinds)
    for (const chosen of one<HTMLInputElement>(`#files-${kind}`).files ?? []) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      const name = cleanName(chosen.name);
      const checked = checkFile(name, bytes, largest);
      const digest = await digestOf(bytes);
      if ('code' in checked) faults.push(word(`file.${checked.code}`, checked.places));
      else if (seen.has(digest)) faults.push(word('file.duplicate', { name }));
      else files.push({ kind, name, mediaType: checked.mediaType, bytes });
      seen.add(digest);
    }
  return files;
}

function said(fault: PackingFault): string {
  if (fault.code === 'provider') return word('need.provider');
  if (fault.code === 'text-too-long') return word('tooLong', { what: word(fault.text), limit: fault.limit });
  if (fault.code === 'file-too-large') return word('file.tooLarge', { name: fault.name, limit: fault.limit });
  return word(fault.code === 'too-many-files' ? 'files.tooMany' : 'files.tooLarge', { limit: fault.limit });
}

async function pack(): Promise<void> {
  const faults: string[] = [];
  const provider = value('provider').toUpperCase();
  if (!one<HTMLInputElement>('#commitment').checked) faults.push(word('need.commitment'));
  for (const text of texts) if (!value(text)) faults.push(word(`need.${text}`));
  const prices = pricesOf(faults);
  const files = await filesOf(faults);
  const written = { plan: value('plan'), staffing: value('staffing'), experience: value('experience') };
  faults.push(...packingFaults(slip!, { provider, texts: written, files }).map(said));
  const list = one('#faults');
  list.replaceChildren(...faults.map((fault) => make('li', {}, fault)));
  if (faults.length) return turnTo(list);
  say(one('#telling'), word('sealing'));
  const answers = {
    qualification: { commitment: true, enterprise: one<HTMLSelectElement>('#enterprise').value, lots: Object.keys(prices) },
    technical: written,
    price: { prices },
  };
  const made = await packOffer(slip!, { provider, answers, files });
  say(one('#telling'), '');
  finished(made);
}

function finished({ packed, recovery, digest }: PackedOffer): void {
  const { number } = slip!;
  one('#save-bid').onclick = () => download(fileName(`${number}.qybid`), packed as BlobPart);
  one('#save-key').onclick = () => download(fileName(`${number}-响应钥匙.json`), recovery as BlobPart, 'application/json');
  const shown = line(word('digest'), digest, true);
  one('dt', shown).dataset.w = 'digest';
  one('#digests').replaceChildren(shown);
  show(one('#done'));
  turnTo(one('#done'));
}

one('#language').addEventListener('click', () => {
  choose(language() === 'zh' ? 'en' : 'zh');
  speak();
});
one('#slip').addEventListener('change', () => void choseSlip());
pressing(one<HTMLButtonElement>('#do'), pack);
speak();
show(one('#cannot'), !window.isSecureContext || !crypto.subtle);
