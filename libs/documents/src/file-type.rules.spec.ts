import { cleanName, fileFault, fileTypeOf, largestFile } from './file-type.rules.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n');
const zip = (inside: string): Buffer => Buffer.from(`PK\x03\x04....[Content_Types].xml....${inside}`, 'latin1');

describe('a file', () => {
  it.each([
    ['plan.pdf', pdf, 'application/pdf'],
    ['photo.jpeg', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
    ['map.png', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
    ['plan.docx', zip('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['prices.xlsx', zip('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['all.zip', Buffer.from('PK\x03\x04abc', 'latin1'), 'application/zip'],
    ['list.csv', Buffer.from('名称,数量\n助餐,3\n'), 'text/csv'],
    ['list.csv', Buffer.from('c3fbb3c62c310a', 'hex'), 'text/csv'],
    ['bill.xml', Buffer.from('<?xml version="1.0"?><a/>'), 'application/xml'],
  ])('named %s is what its bytes are', (name, bytes, type) => {
    expect(fileTypeOf(name, bytes)).toBe(type);
    expect(fileFault(name, bytes)).toBeUndefined();
  });

  it.each([
    ['nothing.pdf', Buffer.alloc(0), 'file.empty'],
    ['big.pdf', Buffer.concat([pdf, Buffer.alloc(largestFile)]), 'file.too-large'],
    ['tool.pdf', Buffer.from('MZ\x90\x00\x03'), 'file.type'],
    ['page.csv', Buffer.from('<html><script>1</script>'), 'file.type'],
    ['notes.txt', Buffer.from('hello'), 'file.type'],
    ['plan.exe', pdf, 'file.name-differs'],
    ['secret.pdf', Buffer.from('%PDF-1.7\ntrailer << /Encrypt 12 0 R >>'), 'file.password'],
  ])('%s is refused for its own reason', (name, bytes, code) => {
    expect(fileFault(name, bytes)?.code).toBe(code);
  });

  it('may weigh exactly the limit', () => {
    expect(fileFault('big.pdf', Buffer.concat([pdf, Buffer.alloc(largestFile - pdf.length)]))).toBeUndefined();
  });
});

describe('a name', () => {
  it('loses folders and marks that turn text around', () => {
    expect(cleanName('../../etc/方案\u202efdp.pdf')).toBe('方案fdp.pdf');
    expect(cleanName('C:\\temp\\报价.xlsx')).toBe('报价.xlsx');
  });

  it('keeps its ending when it is cut', () => {
    expect(cleanName(`${'长'.repeat(300)}.pdf`)).toBe(`${'长'.repeat(116)}.pdf`);
  });
});
