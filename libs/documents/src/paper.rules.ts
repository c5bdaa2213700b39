/** The print style every paper carries inside, so that a saved copy looks the same anywhere. */
const style = [
  'body{max-width:42em;margin:3em auto;padding:0 1.5em;color:#1B1F24;background:#fff;',
  'font:17px/1.8 "Songti SC","Noto Serif SC",SimSun,serif}',
  'h1{font-size:1.5em;text-align:center;margin:0 0 1.5em}h2{font-size:1.1em;margin:2em 0 .5em}',
  'table{width:100%;border-collapse:collapse}th,td{border:1px solid #DAD5CB;padding:.4em .6em;text-align:left;vertical-align:top}',
  '@page{size:A4;margin:25mm 22mm}@media print{body{margin:0;padding:0;max-width:none}}',
].join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A paper as it is kept and hashed: a whole HTML page that needs nothing else. */
export function paperBytes(title: string, body: string): Buffer {
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>`;
  return Buffer.from(`<!doctype html>\n<html lang="zh-CN"><head>${head}</head><body>\n${body}\n</body></html>\n`, 'utf8');
}

/** What stands between the page's own head and end: shown inside our pages. */
export function bodyOf(paper: Buffer): string {
  const html = paper.toString('utf8');
  return html.slice(html.indexOf('<body>\n') + 7, html.lastIndexOf('\n</body>'));
}
