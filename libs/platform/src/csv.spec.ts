import { csvFile, csvStream } from './csv.js';

describe('a CSV file', () => {
  it('begins with a mark, ends lines with CRLF and quotes what needs it', () => {
    expect(
      csvFile(
        ['甲', '乙'],
        [
          ['一,二', '说"好"'],
          [null, 3n],
        ],
      ),
    ).toBe('\uFEFF甲,乙\r\n"一,二","说""好"""\r\n,3\r\n');
  });

  it('lets no cell be run as a formula, and numbers below zero be numbers', () => {
    expect(csvFile(['a'], [['=1+1'], ['@x'], ['+x'], ['-5.00'], ['-x']])).toBe("\uFEFFa\r\n'=1+1\r\n'@x\r\n'+x\r\n-5.00\r\n'-x\r\n");
  });

  it('comes out the same row by row, however many there are', async () => {
    async function* rows(): AsyncGenerator<number> {
      for (let row = 0; row < 450; row += 1) yield await Promise.resolve(row);
    }
    let whole = '';
    for await (const part of csvStream(['n'], rows(), (row) => [row])) whole += part;
    expect(whole.split('\r\n')).toHaveLength(452);
  });
});
