import { Controller, Get, Req, Res } from '@nestjs/common';
import { type News, ProjectQueries } from '#disclosure';
import { Config } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { type Lang, languageOf, localized, type PageReply, type PageRequest, tell } from '../kit/index.js';
import { timelineItem } from './disclosure.marks.js';

/** The newest public events as an Atom feed (RFC 4287). */
@Controller()
@Public()
export class FeedPages {
  constructor(
    private readonly projects: ProjectQueries,
    private readonly config: Config,
  ) {}

  @Get('feed.atom')
  async feed(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const lang = languageOf(request);
    const news = await this.projects.news(50);
    void reply
      .header('content-type', 'application/atom+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=60')
      .send(atom(news, lang, this.config));
  }
}

export function atom(news: readonly News[], lang: Lang, { publicUrl, districtName }: Pick<Config, 'publicUrl' | 'districtName'>): string {
  const self = publicUrl + localized(lang, '/feed.atom');
  const entries = news.map((item) => {
    const { text, detail } = timelineItem(item, item.number);
    const page = publicUrl + localized(lang, `/projects/${item.number}`);
    const summary = [item.department, detail && tell(lang, detail)].filter(Boolean).join(' · ');
    return `<entry><id>${xml(`${publicUrl}/ocds/releases/${item.releaseId}`)}</id><title>${xml(`${tell(lang, text)}:${item.title}`)}</title><updated>${item.at.toISOString()}</updated><link rel="alternate" href="${xml(page)}"/><link rel="related" type="application/json" href="${xml(`${publicUrl}/ocds/releases/${item.releaseId}`)}"/><summary>${xml(summary)}</summary></entry>`;
  });
  const updated = (news[0]?.at ?? new Date(0)).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang === 'en' ? 'en' : 'zh-CN'}"><id>${xml(self)}</id><title>${xml(`契约 Qiyue · ${districtName}`)}</title><updated>${updated}</updated><link rel="self" href="${xml(self)}"/><link rel="alternate" href="${xml(publicUrl + localized(lang, '/projects'))}"/><author><name>${xml(districtName)}</name></author>
${entries.join('\n')}
</feed>`;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string =>
  // Control characters have no place in XML 1.0.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (mark) => marks[mark]!);
