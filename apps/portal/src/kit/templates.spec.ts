import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commonMessages } from './common.messages.js';
import { registerMessages } from './messages.js';
import { loadTemplates } from './templates.js';

registerMessages(commonMessages);
const page = { lang: 'zh', now: new Date('2026-11-28T06:00:00Z') };

/** Renders the template `page` among others. */
function rendered(files: Readonly<Record<string, string>>, data: object): string {
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  try {
    return loadTemplates(directory).get('page')!({ page, ...data });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('a template', () => {
  it('escapes what it is given', () => {
    expect(rendered({ 'page.hbs': '{{x}}' }, { x: '<b>' })).toBe('&lt;b&gt;');
  });

  it('may not write unescaped', () => {
    expect(() => rendered({ 'page.hbs': '{{{x}}}' }, {})).toThrow('unescaped output at line 1');
  });

  it('may not call what is no helper', () => {
    expect(() => rendered({ 'page.hbs': '{{upper x}}' }, { x: 'a' })).toThrow('upper');
  });

  it('shows a layout partial only what it names', () => {
    const files = { 'page.hbs': '{{> layout/a label="L"}}', 'layout/a.hbs': '{{label}}-{{hint}}' };
    expect(rendered(files, { hint: 'leak' })).toBe('L-');
  });

  it('gives a block the surroundings it was written in', () => {
    const files = {
      'page.hbs': '{{#each rows}}{{#> layout/a title="T"}}{{title}}{{../who}}{{@index}}{{/layout/a}}{{/each}}',
      'layout/a.hbs': '[{{title}}|{{> @partial-block}}]',
    };
    expect(rendered(files, { who: '李', rows: [{ title: 'x' }, { title: 'y' }] })).toBe('[T|x李0][T|y李1]');
  });
});

describe('a helper', () => {
  const say = (template: string, data: object = {}): string => rendered({ 'page.hbs': template }, data);

  it('formats money', () => {
    expect(say('{{yuan a}} {{wan a}} {{words a}}', { a: 85_000_000n })).toBe('¥850,000.00 85 万元 捌拾伍万元整');
    expect(say('{{yuan a}} {{yuan b}}', { a: '12345', b: null })).toBe('¥123.45 —');
    expect(say('{{echo a}}{{echo b}}', { a: '850,000', b: 'many' })).toBe('捌拾伍万元整');
  });

  it('prints time with its machine form', () => {
    expect(say('{{time a}}', { a: new Date('2026-11-30T09:00:00Z') })).toBe(
      '<time datetime="2026-11-30T09:00:00.000Z">2026年11月30日 17:00</time>',
    );
    expect(say('{{left a}}', { a: new Date('2026-11-30T09:00:00Z') })).toBe('还剩 2 天 3 小时');
  });

  it('marks a light by shape, word and colour', () => {
    expect(say('{{light "red"}}')).toContain('■</span> 逾期');
    expect(say('{{light "red" w}}', { w: '<违规>' })).toContain('&lt;违规&gt;');
  });

  it('sets a seal with its time to the second', () => {
    const seal = say('{{seal "opened" a}}', { a: new Date('2026-11-30T09:00:03Z') });
    expect(seal).toContain('>启</span>');
    expect(seal).toContain('2026年11月30日 17:00:03');
  });

  it('keeps links in the language of the reader and encodes their pieces', () => {
    expect(say('{{url "/notices" no q="a b"}}', { no: '甲/1' })).toBe('/notices/%E7%94%B2%2F1?q&#x3D;a+b');
    expect(say('{{url "/notices"}}', { page: { ...page, lang: 'en' } })).toBe('/en/notices');
  });

  it('tells states by key', () => {
    expect(say('{{status "task" state colour="blue"}}', { state: 'done' })).toBe('<strong class="qy-tag qy-tag--blue">已完成</strong>');
  });
});
