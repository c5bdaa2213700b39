import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import { downloadHeaders } from '#documents';
import { PanelQueries, ScoreService, WriteNote } from '#evaluation';
import { actorOf, answers, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { readerOf } from './panel.data.js';

/** Reading one offer with a criterion beside it, and one's own notes. Whoever has not declared, or recused, finds nothing here. */
@Controller('panel/:id')
export class PanelReaderPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly scores: ScoreService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('offers/:bid/:lot')
  read(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    return this.page(request, reply, { id, bid, lot }, null);
  }

  @Post('offers/:bid/:lot')
  note(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    const actor = actorOf(request);
    const { text = '', criterion = '' } = answers(request.body) as { text?: string; criterion?: string };
    return this.forms.handle(request, reply, {
      input: WriteNote,
      body: { text, bidId: bid, lot },
      act: async (input) => {
        await this.scores.note(actor, id, { ...input, text: input.text ?? '' });
        return `/panel/${id}/offers/${bid}/${lot}?criterion=${encodeURIComponent(criterion)}&done=saved`;
      },
      again: (form) => this.page(request, reply, { id, bid, lot }, form),
    });
  }

  @Get('bids/:bid/files/:sha256')
  async file(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    const { bytes, ...file } = await this.panels.file(actorOf(request), id, bid, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false, sha256 })).send(bytes);
  }

  private async page(
    request: PageRequest,
    reply: PageReply,
    { id, bid, lot }: { id: string; bid: string; lot: string },
    form: FormState | null,
  ): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    const offer = found(
      sheet.bids?.find((one) => one.bidId === bid && one.lot === lot),
      'bid',
    );
    const criterion = new URLSearchParams(request.url.split('?')[1] ?? '').get('criterion') ?? undefined;
    const data = {
      form: form ?? this.forms.open({ text: offer.note }),
      sheet,
      here: `/panel/${id}/offers/${bid}/${lot}`,
      several: sheet.lots.length > 1,
      scoring: sheet.evaluationState === 'scoring' && sheet.seat.state === 'declared' && sheet.checked,
      ...readerOf(sheet, offer, criterion),
    };
    this.views.page(request, reply, 'evaluation/panel-reader', data, {
      title: offer.name,
      back: { href: `/panel/${id}`, title: sheet.title },
    });
  }
}
