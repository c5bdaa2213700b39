import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { inWords, parseYuan, showYuan } from '#kernel';

/** What a paper may be filled with. Amounts are fen (bigint) or written yuan; days are dates or civil dates. */
export type TemplateData = Readonly<Record<string, unknown>>;

/**
 * Templates of papers: notices, letters, contracts, receipts. Everything filled in is escaped; a place that nothing
 * fills is a fault, so that no paper goes out with a gap.
 */
@Injectable()
export class Templates {
  private readonly handlebars = Handlebars.create();
  private readonly compiled = new Map<string, HandlebarsTemplateDelegate>();

  constructor() {
    this.handlebars.registerHelper({
      yuan,
      words,
      date,
      time,
      eq: (a: unknown, b: unknown) => a === b,
    });
  }

  /** Rooms add their templates when they start; a template that prints unescaped text is turned away. */
  add(name: string, source: string): void {
    if (/\{\{~?(\{|&)/.test(source)) throw new Error(`the template ${name} prints unescaped text`);
    this.compiled.set(name, this.handlebars.compile(source, { strict: true }));
  }

  /** The paper's HTML. A missing value throws: that is our fault, not the reader's. */
  render(name: string, data: TemplateData): string {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`no template ${name}`);
    return template(data);
  }
}

/** {{yuan amount}}: ¥850,000.00 */
const yuan = (amount: unknown): string => showYuan(fen(amount));

/** {{words amount}}: 捌拾伍万元整 */
const words = (amount: unknown): string => inWords(fen(amount));

function fen(amount: unknown): bigint {
  const value = typeof amount === 'bigint' ? amount : typeof amount === 'string' ? parseYuan(amount) : undefined;
  if (value === undefined) throw new Error('a template was given something that is no amount');
  return value;
}

const beijing = { timeZone: 'Asia/Shanghai' } as const;
const days = new Intl.DateTimeFormat('zh-CN', { ...beijing, dateStyle: 'long' });
const seconds = new Intl.DateTimeFormat('zh-CN', { ...beijing, dateStyle: 'long', timeStyle: 'medium' });

/** {{date at}}: 2026年11月30日 */
const date = (at: unknown): string => days.format(moment(at));

/** {{time at}}: 2026年11月30日 17:00:00 */
const time = (at: unknown): string => seconds.format(moment(at));

function moment(at: unknown): Date {
  const value = at instanceof Date ? at : new Date(typeof at === 'string' && at.length === 10 ? `${at}T00:00:00+08:00` : String(at));
  if (Number.isNaN(value.getTime())) throw new Error('a template was given something that is no time');
  return value;
}
