import { Controller, Get, Req, Res } from '@nestjs/common';
import { ComplaintQueries, ObjectionCounters } from '#objections';
import { Public } from '../../../api/src/public.decorator.js';
import { listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';

/** What everybody may see of objections: figures, and decisions on complaints as they were published. */
@Controller('objections')
@Public()
export class PublishedObjectionPages {
  constructor(
    private readonly complaints: ComplaintQueries,
    private readonly counters: ObjectionCounters,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, { path: '/objections', filters: [], sorts: [] });
    const [counts, { items, next }] = [
      await this.counters.of(null),
      await this.complaints.published({ after: query.after, limit: query.size }),
    ];
    const data = { counts, rows: items, list: listView(query, { rows: items, next }) };
    this.views.page(request, reply, 'objections/published', data, { title: { key: 'objections.publishedTitle' } });
  }
}
