import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { Refused } from '#kernel';
import { sentence } from '#platform';
import {
  actorOf,
  type FormState,
  Forms,
  languageOf,
  localized,
  type PageReply,
  type PageRequest,
  refusedForm,
  Views,
} from '../kit/index.js';
import { BidQueries, PackedBids, Uploads } from '#bidding';
import { readPacked } from '../../../api/src/documents/upload.js';
import { BidDesk } from './bid-desk.js';
import { Packer } from './packer.js';

/** The way without a script in the browser: pack offline, hand the one file in by a plain form. */
@Controller('org/bids/:id/packed')
export class PackedPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly bids: BidQueries,
    private readonly packed: PackedBids,
    private readonly uploads: Uploads,
    private readonly packer: Packer,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post()
  async send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    try {
      const { procedureId } = await this.bids.ownBid(actor, id);
      const { bytes, fields } = await readPacked(request, this.uploads.limits.total);
      const declared = fields['declared[]'] === 'yes';
      const { number } = await this.packed.submit(actor, procedureId, { bytes, declared });
      await reply
        .status(303)
        .header('location', localized(languageOf(request), `/org/receipts/${number}?done=bidHandedIn`))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.kind === 'absent') throw caught;
      await this.show(request, reply, id, refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    }
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const data = { ...desk, form, declaration, packerDigest: this.packer.sha256, late: form.refusal?.code === 'bid.late' };
    this.views.page(request, reply, 'bidding/packed', data, { title: { key: 'bidding.packed' }, back: desk.back });
  }
}

const declaration = { value: 'yes', text: { key: 'bidding.declare' } };
