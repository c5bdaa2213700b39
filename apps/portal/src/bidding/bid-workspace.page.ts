import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { type Actor, absent, refuse, Refused } from '#kernel';
import { check, Once } from '#platform';
import { BeginUpload, LastPrices, SubmissionService, SubmitBid, SubmitLastPrice, Uploads, Workspace } from '#bidding';
import { actorOf, answerScript, type PageReply, type PageRequest } from '../kit/index.js';

/** What the script of a bid's pages asks for. Bytes that pass here were sealed in the bidder's browser. */
@Controller('org/bids/:id/workspace')
export class BidWorkspacePages {
  constructor(
    private readonly workspace: Workspace,
    private readonly uploads: Uploads,
    private readonly submissions: SubmissionService,
    private readonly lastPrices: LastPrices,
    private readonly once: Once,
  ) {}

  @Get()
  parts(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return answerScript(request, reply, async () => ({ data: await this.workspace.parts(actorOf(request), id) }));
  }

  @Get('parts/:part')
  async part(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('part') part: string,
  ): Promise<void> {
    await answerScript(request, reply, async () => {
      const { bytes, version } = await this.workspace.read(actorOf(request), id, part);
      void reply.headers({ 'content-type': 'application/octet-stream', etag: `"${version}"` });
      return bytes;
    });
  }

  @Put('parts/:part')
  async save(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('part') part: string,
  ): Promise<void> {
    await answerScript(request, reply, () =>
      this.workspace.save(actorOf(request), id, { part, version: versionOf(request), bytes: bytesOf(request) }),
    );
  }

  @Post('uploads')
  @HttpCode(200)
  async begin(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await answerScript(request, reply, () => this.uploads.begin(actorOf(request), id, check(BeginUpload, (request.body ?? {}) as object)));
  }

  @Get('uploads/:upload')
  async standing(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
  ): Promise<void> {
    await answerScript(request, reply, () => this.uploads.one(actorOf(request), id, upload));
  }

  @Patch('uploads/:upload')
  async append(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
  ): Promise<void> {
    await answerScript(request, reply, () =>
      this.uploads.append(actorOf(request), id, upload, Number(request.headers['upload-offset'] ?? -1), bytesOf(request)),
    );
  }

  /** A sealed file back, so that its bidder's browser can open it again. */
  @Get('files/:sha256')
  async file(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    await answerScript(request, reply, async () => {
      const actor = actorOf(request);
      const { items } = await this.uploads.list(actor, id);
      const upload = items.find((item) => item.sha256 === sha256 && item.complete);
      if (!upload) throw absent('upload');
      void reply.header('content-type', 'application/octet-stream');
      return this.uploads.bytes(actor, id, upload.id);
    });
  }

  /** Takes a sealed file away; one that was never there is gone as well. */
  @Delete('files/:sha256')
  async drop(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    await answerScript(request, reply, async () => {
      const actor = actorOf(request);
      const { items } = await this.uploads.list(actor, id);
      const upload = items.find((item) => item.sha256 === sha256);
      if (upload) await this.uploads.drop(actor, id, upload.id);
      return {};
    });
  }

  /** Sent twice under one key it is done once. */
  @Post('submission')
  @HttpCode(200)
  async submit(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const input = (): SubmitBid => check(SubmitBid, (request.body ?? {}) as object);
    await this.handedIn(request, reply, `/org/bids/${id}/workspace/submission`, (actor) => this.submissions.submit(actor, id, input()));
  }

  /** The same for a last price. */
  @Post('last-price')
  @HttpCode(200)
  async lastPrice(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const input = (): SubmitLastPrice => check(SubmitLastPrice, (request.body ?? {}) as object);
    await this.handedIn(request, reply, `/org/bids/${id}/workspace/last-price`, (actor) => this.lastPrices.submit(actor, id, input()));
  }

  private async handedIn(
    request: PageRequest,
    reply: PageReply,
    path: string,
    submit: (actor: Actor) => Promise<{ number: string }>,
  ): Promise<void> {
    await answerScript(request, reply, async () => {
      const actor = actorOf(request);
      const key = request.headers['idempotency-key'];
      if (typeof key !== 'string' || !/^[0-9a-f]{32}$/.test(key)) throw new Refused(refuse('invalid', 'idempotency.missing'));
      const sending = { principal: actor.personId, route: `POST ${path}`, key, input: request.body };
      const act = async () => ({ status: 200, body: { number: (await submit(actor)).number } });
      return (await this.once.run(sending, act)).body as object;
    });
  }
}

function versionOf(request: PageRequest): number {
  const version = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (version === undefined) throw new Refused(refuse('invalid', 'input.unknown-value'));
  return Number(version);
}

function bytesOf(request: PageRequest): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new Refused(refuse('invalid', 'input.media-type'));
  return request.body;
}
