import { randomUUID } from 'node:crypto';
import Handlebars from 'handlebars';
import { type Fact, inWords, parseYuan, showYuan } from '#kernel';
import { controlId } from './form-state.js';
import { showDay, showDue, showFigure, showLeft, showMinute, showSecond, showWan } from './format.js';
import { type Act, inLanguage, type Light, lights, seals } from './marks.js';
import { hasMessage, type Lang, type Said, tell, translate } from './messages.js';
import { localized, type PageContext } from './page-context.js';

type Helper = Handlebars.HelperDelegate;
type Options = Handlebars.HelperOptions;
type Moment = Date | string | null | undefined;

/** All a template may call. They format what is given; they decide nothing. */
export const helpers: Readonly<Record<string, Helper>> = {
  t: (...given: unknown[]) => {
    const { lang, options, words } = call(given);
    return translate(lang, words.join('.'), options.hash as Record<string, Fact>);
  },
  say: (said: Said | undefined, options: Options) => (said === undefined ? '' : tell(langOf(options), said)),
  date: timeHelper(showDay),
  time: timeHelper(showMinute),
  second: timeHelper(showSecond),
  left: (until: Moment, options: Options) => (until ? showLeft(moment(until), pageOf(options).now, langOf(options)) : ''),
  due: (until: Moment, options: Options) => (until ? showDue(moment(until), pageOf(options).now, langOf(options)) : ''),
  yuan: (fen: unknown) => (given(fen) ? showYuan(asFen(fen)) : '—'),
  wan: (fen: unknown, options: Options) => (given(fen) ? showWan(asFen(fen), langOf(options)) : '—'),
  words: (fen: unknown) => (given(fen) ? inWords(asFen(fen)) : ''),
  /** What somebody wrote as an amount, echoed 大写; nothing when it is not one. */
  echo: (text: unknown) => inWordsOf(text),
  figure: (value: number | bigint) => (given(value) ? showFigure(value) : '—'),
  eq: (one: unknown, other: unknown) => one === other,
  or: (...given: unknown[]) => given.slice(0, -1).find((value) => truthy(value)) ?? '',
  and: (...given: unknown[]) => given.slice(0, -1).every((value) => truthy(value)),
  not: (value: unknown) => !truthy(value),
  among: (value: unknown, list: unknown) =>
    Array.isArray(list) ? list.map(String).includes(String(value)) : String(list) === String(value),
  list: (...given: unknown[]) => given.slice(0, -1),
  join: (...given: unknown[]) => given.slice(0, -1).join(''),
  url: (...given: unknown[]) => {
    const { lang, words, options } = call(given);
    const [first = '/', ...rest] = words;
    return withQuery(localized(lang, [first, ...rest.map(encodeURIComponent)].join('/')), options.hash);
  },
  control: (name: unknown) => controlId(String(name)),
  key: () => randomUUID(),
  light: (is: Light, ...rest: unknown[]) => lightMark(is, call(rest)),
  seal: (act: Act, ...rest: unknown[]) => sealMark(act, call(rest)),
  status: (...given: unknown[]) => statusTag(call(given)),
};

/** What remains is markup of one word each, written once here because a partial in a sentence brings white space. */
function lightMark(is: Light, { lang, words }: Call): Handlebars.SafeString {
  const { shape, word } = lights[is] ?? lights.grey;
  return mark`<span class="qy-light qy-light--${is}"><span class="qy-light__shape" aria-hidden="true">${shape}</span> ${words[0] ?? inLanguage(word, lang)}</span>`;
}

function sealMark(act: Act, { lang, given: [at] }: Call): Handlebars.SafeString {
  const { character, word } = seals[act];
  const square = mark`<span class="qy-seal__square" lang="zh-CN" aria-hidden="true">${character}</span><span class="govuk-visually-hidden">${inLanguage(word, lang)} </span>`;
  return mark`<span class="qy-seal">${square}${given(at) ? timeMark(at as Moment, lang, showSecond) : ''}</span>`;
}

/** `{{status "tendering.state" state colour="green"}}`: the word of a state, everywhere in the same colour. */
function statusTag({ lang, words, options }: Call): Handlebars.SafeString {
  const key = words.join('.');
  const word = hasMessage(key) || words.length > 1 ? translate(lang, key) : key;
  return mark`<strong class="qy-tag qy-tag--${String(options.hash.colour ?? 'grey')}">${word}</strong>`;
}

function timeHelper(show: (date: Date, lang: Lang) => string): Helper {
  return (at: Moment, options: Options) => (at ? timeMark(at, langOf(options), show) : '—');
}

function timeMark(at: Moment, lang: Lang, show: (date: Date, lang: Lang) => string): Handlebars.SafeString {
  const date = moment(at);
  return mark`<time datetime="${date.toISOString()}">${show(date, lang)}</time>`;
}

/** Markup whose places are escaped, except markup. */
function mark(parts: TemplateStringsArray, ...places: readonly (string | Handlebars.SafeString)[]): Handlebars.SafeString {
  const filled = places.map((place, at) => Handlebars.escapeExpression(place as string) + parts[at + 1]);
  return new Handlebars.SafeString(parts[0] + filled.join(''));
}

interface Call {
  readonly given: readonly unknown[];
  readonly words: readonly string[];
  readonly options: Options;
  readonly lang: Lang;
}

function call(all: readonly unknown[]): Call {
  const options = all.at(-1) as Options;
  const given = all.slice(0, -1);
  return {
    given,
    words: given.filter((word) => word !== undefined && word !== null).map(String),
    options,
    lang: langOf(options),
  };
}

const pageOf = (options: Options): PageContext => (options.data as { root: { page: PageContext } }).root.page;
const langOf = (options: Options): Lang => pageOf(options).lang;
const given = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const truthy = (value: unknown): boolean => !Handlebars.Utils.isEmpty(value) || value === 0;
const moment = (at: Moment): Date => (at instanceof Date ? at : new Date(at ?? NaN));

function asFen(value: unknown): bigint {
  return typeof value === 'bigint' ? value : BigInt(String(value));
}

function inWordsOf(text: unknown): string {
  const fen = typeof text === 'string' ? parseYuan(text) : undefined;
  return fen === undefined ? '' : inWords(fen);
}

function withQuery(path: string, hash: Record<string, unknown>): string {
  const query = new URLSearchParams(
    Object.entries(hash)
      .filter(([, value]) => given(value))
      .map(([name, value]): [string, string] => [name, String(value)]),
  );
  return query.size ? `${path}?${query.toString()}` : path;
}
