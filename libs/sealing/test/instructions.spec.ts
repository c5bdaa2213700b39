import { unzipSync, zipSync } from 'fflate';
import { canonical, encryptTo, type Json, newIdentity, recipientOf, utf8 } from '#sealing';
import { there, told } from './instructions.js';
import { anOpening, makeHolders, two } from './builders.js';

(there ? describe : describe.skip)('with nothing but unzip, sha256sum and age', () => {
  beforeAll(makeHolders);

  const wrong = (lines: readonly string[]): string[] =>
    lines.filter((line) => line.startsWith('WRONG')).map((line) => line.replace(/bids\/[0-9a-f]+\//, '').replace(/:.*/, ''));
  const changed = (zip: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
    const files = unzipSync(zip);
    change(files);
    return zipSync(files, { level: 0 });
  };
  const first = (files: Record<string, Uint8Array>, name: string): string => Object.keys(files).find((path) => path.endsWith(name))!;

  it('a true package is found true, line by line', async () => {
    const lines = told(await anOpening([...two, { uscc: 'C', price: '7.00', bogus: true }]));
    expect(wrong(lines)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('ok')).length).toBe(3 * 5 + 2 * 5 + 2);
    expect(lines.filter((line) => line.includes('recorded as invalid')).length).toBe(1);
    expect(lines.join()).toContain('"prices":{"1":"398000.00"}');
  });

  it('another price, key, ciphertext or root is found out', async () => {
    const zip = await anOpening(two);
    const rewrite = (from: string, to: string): Uint8Array =>
      changed(zip, (files) => (files['opening.json'] = utf8(Buffer.from(files['opening.json']!).toString().replace(from, to))));
    expect(wrong(told(rewrite('398000.00', '397000.00')))).toEqual(['WRONG price.age says what is recorded, "prices"']);
    expect(wrong(told(rewrite('"filler":"f', '"filler":"e')))).toEqual(['WRONG the root covers these bids']);
    const identity = await newIdentity();
    const key = changed(zip, (files) => (files[first(files, 'price.key')] = utf8(`${identity}\n`)));
    expect(wrong(told(key))).toContain('WRONG price.key is the key of the envelope');
    const sealed = await encryptTo(await recipientOf(identity), canonical({ none: true } as Json));
    const other = changed(zip, (files) => (files[first(files, 'price.age')] = sealed));
    expect(wrong(told(other))).toContain('WRONG price.age lay in the box');
  });
});
