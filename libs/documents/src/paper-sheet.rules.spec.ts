import { contentOf } from './paper-sheet.rules.js';

describe('a paper read for printing', () => {
  it('keeps headings, paragraphs, lists and both kinds of tables in their order', () => {
    const { heading, parts } = contentOf(`<h1>评审报告</h1>
<p>编号:1<br>第二行</p><h2>一、资格</h2>
<table><thead><tr><th>单位</th><th>结论</th></tr></thead><tbody><tr><td>甲</td><td>合格</td></tr></tbody></table>
<table><tr><th>甲方</th><td>民政局<br>代码</td></tr></table><ul><li>一</li><li>二</li></ul>`);
    expect(heading).toBe('评审报告');
    expect(parts).toEqual([
      { text: '编号:1\n第二行' },
      { heading: '一、资格' },
      { table: { head: ['单位', '结论'], rows: [['甲', '合格']] } },
      { facts: [['甲方', '民政局\n代码']] },
      { list: ['一', '二'] },
    ]);
  });

  it('gives back what the template escaped, and nothing of the markup', () => {
    expect(contentOf('<p>A&amp;B &#x27;x&#x27; &lt;b&gt; &#34;</p>').parts).toEqual([{ text: "A&B 'x' <b> \"" }]);
  });

  it('loses no text that stands outside of paragraphs or in elements it does not know', () => {
    expect(contentOf('前 <strong>要紧</strong> 后<p>段</p>').parts).toEqual([{ text: '前 要紧 后' }, { text: '段' }]);
  });
});
