import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Printer } from './print.gateway.js';
import type { Sheet } from './sheet.rules.js';

const sheet: Sheet = {
  kind: 'bid-receipt',
  title: '响应文件接收回执',
  number: 'R-20261130-7K4M2P-X',
  at: new Date('2026-11-30T08:58:01.123Z'),
  issuer: '契约 Qiyue · 泰州市海陵区',
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  verify: 'https://qiyue.example.gov.cn/verify?digest=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  proof: 'digest',
  parts: [
    {
      facts: [
        ['项目', '远程求救求助呼叫中心运营服务'],
        ['收到时间', '2026年11月30日 16:58:01'],
        ['密封件校验值', 'a'.repeat(64)],
      ],
    },
    { heading: '一、说明' },
    { text: '平台在上述时间收到这份密封件，内容在开启前无人可读。'.repeat(6) },
    { list: ['第一项', '第二项'] },
    {
      table: {
        head: ['单位', '结论', '说明'],
        rows: Array.from({ length: 60 }, (_, at) => [`第 ${at + 1} 家社会工作服务中心`, '合格', '材料齐全，符合采购文件的全部资格条件。']),
      },
    },
    { signatures: [{ role: '采购单位', name: '王芳', at: '2026年11月30日 17:01:00' }, { role: '监督' }] },
  ],
};

/** Pages of a PDF, by its page objects. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
const pdftoppm = '/usr/bin/pdftoppm';

describe('a print', () => {
  const printer = new Printer();

  it('is a PDF of as many pages as it needs, with its fonts inside as outlines', async () => {
    const pdf = await printer.draw(sheet);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(pagesOf(pdf)).toBeGreaterThan(1);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(pdf.length).toBeLessThan(400_000);
  });

  it('has the same bytes for the same sheet, and others when one letter differs', async () => {
    const [one, two, other] = await Promise.all([printer.draw(sheet), printer.draw(sheet), printer.draw({ ...sheet, title: '回执' })]);
    expect(one.equals(two)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  (existsSync(pdftoppm) ? it : it.skip)('shows Chinese letters as ink: a page with them is darker than one without', async () => {
    const inkOf = async (text: string): Promise<number> => {
      const at = join(mkdtempSync(join(tmpdir(), 'print-')), 'a.pdf');
      writeFileSync(at, await printer.draw({ ...sheet, parts: [{ text }] }));
      execFileSync(pdftoppm, ['-r', '40', '-gray', '-f', '1', '-l', '1', at, at]);
      const [file] = [`${at}-1.pgm`, `${at}-01.pgm`].filter(existsSync);
      return readFileSync(file!).reduce((dark, byte) => dark + (byte < 160 ? 1 : 0), 0);
    };
    expect((await inkOf('政府购买服务'.repeat(80))) - (await inkOf(''))).toBeGreaterThan(2000);
  });
});
