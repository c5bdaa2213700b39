import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import Handlebars from 'handlebars';
import { DocumentService, downloadHeaders, printHeaders, Prints } from '#documents';
import { Public } from '../../../api/src/public.decorator.js';
import { type PageReply, type PageRequest, Views } from '../kit/index.js';

/** Issued papers: read, printed, and fetched byte for byte to be checked by their digest. */
@Controller('documents')
@Public()
export class PaperPages {
  constructor(
    private readonly documents: DocumentService,
    private readonly prints: Prints,
    private readonly views: Views,
  ) {}

  @Get(':id')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { paper, body } = await this.documents.read(request.actor, id);
    // The body was made by our own templates, which escape everything that fills them.
    this.views.page(request, reply, 'documents/paper', { paper, body: new Handlebars.SafeString(body) }, { title: paper.title });
  }

  @Get(':id/content')
  async content(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { paper, bytes } = await this.documents.read(request.actor, id);
    const name = `${paper.number ?? paper.title}.html`;
    void reply.headers(downloadHeaders({ ...paper, name, mediaType: 'text/html; charset=utf-8' })).send(bytes);
  }

  @Get(':id/print')
  async print(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { bytes, ...file } = await this.prints.ofPaper(request.actor, id);
    void reply.headers(printHeaders(file)).send(bytes);
  }
}
