import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import { AwardQueries, type LotResult, type PublicResult, showPoints } from '#evaluation';
import { Public } from '../../../api/src/public.decorator.js';
import { listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { awardColours } from './evaluation.marks.js';

/** Announced results, for everybody. */
@Controller('results')
@Public()
export class ResultPages {
  constructor(
    private readonly awards: AwardQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, { path: '/results', filters: [], sorts: ['-announcedAt'] });
    const { items, next } = await this.awards.list({ after: query.after, limit: query.size });
    const rows = items.map((row) => ({ ...row, colour: awardColours[row.award.state] }));
    const list = listView(query, { rows, next });
    this.views.page(
      request,
      reply,
      'evaluation/result-list',
      { list, rows },
      {
        title: { key: 'evaluation.results' },
        nav: 'notices',
        alternates: [{ type: 'application/json', href: '/api/v1/awards' }],
      },
    );
  }

  @Get(':number')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const result = found(await this.awards.publicByNumber(number), 'result');
    this.views.page(
      request,
      reply,
      'evaluation/result-show',
      { result, ...shown(result) },
      {
        title: result.title,
        nav: 'notices',
        crumbs: [{ href: '/results', title: { key: 'evaluation.results' } }],
        alternates: [{ type: 'application/json', href: `/api/v1/awards/${number}` }],
      },
    );
  }
}

function shown({ award, lots }: PublicResult): object {
  return {
    colour: awardColours[award.state],
    several: lots.length > 1,
    lots: lots.map((lot) => ({ ...lot, ...shownLot(lot), several: lots.length > 1 })),
  };
}

function shownLot({ award, ranking, ties }: LotResult): object {
  if (!award) return {};
  const total = ranking.find(({ providerId }) => providerId === award.providerId)?.total ?? null;
  return {
    colour: awardColours[award.state],
    withdrawnNow: award.state === 'withdrawn',
    ranking: ranking.map((line) => ({
      ...line,
      total: line.total === null ? null : showPoints(line.total),
      winner: line.providerId === award.providerId && award.state !== 'withdrawn',
    })),
    winnerTotal: total === null ? null : showPoints(total),
    ties: ties.map(({ seed, order, names }) => ({ seed, offers: order.map((bidId, place) => ({ bidId, name: names[place] })) })),
  };
}
