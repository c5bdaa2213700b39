import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { type Actor, found, yuan } from '#kernel';
import { AsNumber } from '#platform';
import { downloadHeaders } from '#documents';
import { NoticeQueries } from '#tendering';
import {
  BidQueries,
  BidService,
  fileView,
  type LateTry,
  OpeningQueries,
  type OwnBid,
  ownBidView,
  type Receipt,
  RemoveFile,
  SaveDraft,
  StartBid,
  SubmissionService,
  SubmitBid,
  WithdrawBid,
} from '#bidding';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { readUpload } from '../documents/upload.js';
import { Repeatable } from '../once.interceptor.js';

export class ListBids {
  @IsOptional()
  @IsString()
  after?: string;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

@ApiTags('bidding')
@Controller('api/v1/bids')
export class BidController {
  constructor(
    private readonly bids: BidService,
    private readonly queries: BidQueries,
    private readonly submissions: SubmissionService,
    private readonly openings: OpeningQueries,
    private readonly notices: NoticeQueries,
  ) {}

  @Post()
  @ApiOperation({ summary: "Begin the organization's bid in a procedure, or find the one begun" })
  start(@CurrentActor() actor: Actor, @Body() { procedureId }: StartBid): Promise<{ id: string }> {
    return this.bids.start(actor, procedureId);
  }

  @Get()
  @ApiOperation({ summary: "The organization's own bids, latest deadline first" })
  async list(@CurrentActor() actor: Actor, @Query() { after, limit }: ListBids): Promise<object> {
    const { items, next } = await this.queries.ownBids(actor, { after, limit });
    const notices = await this.notices.summaries(items.map(({ procedureId }) => procedureId));
    const data = items.map(({ id, procedureId, state, boxState, version }) => {
      const notice = notices.get(procedureId);
      return {
        id,
        procedureId,
        number: notice?.number,
        title: notice?.title,
        closesAt: notice?.closesAt,
        state,
        boxState,
        version,
      };
    });
    return { data, page: { next } };
  }

  @Get(':id')
  @ApiOperation({ summary: 'An own bid with its draft and what is still missing' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const bid = await this.queries.ownBid(actor, id);
    return ownBidView(bid, await this.limitOf(bid));
  }

  @Put(':id/draft')
  @ApiOperation({ summary: 'Save parts of the offer; `version` is that of the draft as it was read' })
  save(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SaveDraft): Promise<{ version: number }> {
    return this.bids.save(actor, id, input);
  }

  @Post(':id/files')
  @Repeatable()
  @ApiConsumes('multipart/form-data')
  @ApiOperation({ summary: 'Add a file (field `file`) to the draft; it is stored sealed' })
  async attach(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: SignedRequest): Promise<object> {
    const { name, bytes } = await readUpload(request);
    const { version, file } = await this.bids.attach(actor, id, { name, bytes });
    return { version, file: fileView(file) };
  }

  @Get(':id/files')
  @ApiOperation({ summary: 'Reads every file of the draft again: is it what was uploaded?' })
  async reread(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return { data: await this.openings.reread(actor, id), page: { next: null } };
  }

  @Get(':id/files/:sha256')
  @ApiOperation({ summary: 'A file of the own draft' })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, ...file } = await this.openings.ownFile(actor, id, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false })).send(bytes);
  }

  @Delete(':id/files')
  @ApiOperation({ summary: 'Take a file out of the draft' })
  detach(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RemoveFile): Promise<{ version: number }> {
    return this.bids.detach(actor, id, input);
  }

  @Post(':id/submission')
  @ApiOperation({
    summary: 'Hand the checked draft in, or replace what was handed in; answers the signed receipt',
  })
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SubmitBid): Promise<Receipt> {
    return this.submissions.submit(actor, id, input);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the bid back out of the box; answers a receipt' })
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithdrawBid): Promise<Receipt> {
    return this.submissions.withdraw(actor, id, input);
  }

  @Get(':id/receipts')
  @ApiOperation({ summary: 'All receipts of an own bid, newest first' })
  async receipts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return {
      data: (await this.queries.receipts(actor, id)).map(({ receipt, files, by, current }) => ({
        receipt,
        files,
        by,
        current,
      })),
      page: { next: null },
    };
  }

  @Get(':id/attempts')
  @ApiOperation({ summary: 'Tries that came after the deadline, newest first' })
  async attempts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<{ data: LateTry[]; page: { next: null } }> {
    return { data: await this.queries.attempts(actor, id), page: { next: null } };
  }

  private async limitOf({ procedureId }: OwnBid): Promise<bigint> {
    return yuan(found(await this.notices.byId(procedureId), 'procedure').maxPrice);
  }
}
