import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { sentence } from '#platform';
import { acceptedEndings, downloadHeaders } from '#documents';
import { BidService, mostFiles, OpeningQueries, RemoveFile } from '#bidding';
import { readForm } from '../../../api/src/documents/upload.js';
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
import { BidDesk } from './bid-desk.js';
import { sizeOf } from './words.js';

/** The files of a draft: added one by one, each sealed the moment it arrives. */
@Controller('org/bids/:id/files')
export class BidFilesPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly bids: BidService,
    private readonly openings: OpeningQueries,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post()
  async add(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    try {
      const { file } = await readForm(request);
      if (!file) throw new Refused(refuse('invalid', 'file.none', {}, [{ field: 'file', code: 'file.none' }]));
      await this.bids.attach(actor, id, file);
      await reply
        .status(303)
        .header('location', localized(languageOf(request), `/org/bids/${id}/files?done=saved`))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.kind === 'absent') throw caught;
      await this.show(request, reply, id, refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    }
  }

  @Post('removal')
  async remove(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: RemoveFile,
      act: async (input) => {
        await this.bids.detach(actor, id, input);
        return `/org/bids/${id}/files?done=bidFileRemoved`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Get(':sha256')
  async fetch(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    const { bytes, ...file } = await this.openings.ownFile(actorOf(request), id, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false })).send(bytes);
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const files = (desk.bid.draft.offer.files ?? []).map(({ name, size, sha256 }) => ({
      name,
      sha256,
      size: sizeOf(size),
    }));
    const data = {
      ...desk,
      form,
      files,
      accept: acceptedEndings,
      full: files.length >= mostFiles,
      limit: mostFiles,
    };
    this.views.page(request, reply, 'bidding/files', data, {
      title: { key: 'bidding.task.files' },
      back: desk.back,
    });
  }
}
