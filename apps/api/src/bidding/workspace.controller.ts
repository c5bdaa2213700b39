import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, refuse, Refused } from '#kernel';
import { BeginUpload, type PartLine, PackedBids, type Receipt, Uploads, type UploadStanding, Workspace } from '#bidding';
import { CurrentActor } from '../actor.decorator.js';
import { readPacked } from '../documents/upload.js';
import { Repeatable } from '../once.interceptor.js';
import { countIn, sealedBytes, sealedHeaders } from './sealed-bytes.js';

/** The bytes of a bid while it is being written: ciphertext in, ciphertext out. */
@ApiTags('bidding')
@Controller('api/v1')
export class WorkspaceController {
  constructor(
    private readonly workspace: Workspace,
    private readonly uploads: Uploads,
    private readonly packed: PackedBids,
  ) {}

  @Get('bids/:id/parts')
  @ApiOperation({ summary: "The parts of an own draft: closed to the bidder's own key" })
  async parts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return { data: await this.workspace.parts(actor, id), page: { next: null } };
  }

  @Get('bids/:id/parts/:part')
  @ApiOperation({ summary: 'The ciphertext of a part; its version is the ETag' })
  async part(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('part') part: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, version } = await this.workspace.read(actor, id, part);
    void reply.headers({ ...sealedHeaders(`${part}.age`), etag: `"${version}"` }).send(bytes);
  }

  @Put('bids/:id/parts/:part')
  @Repeatable()
  @ApiConsumes('application/octet-stream', 'application/json')
  @ApiHeader({ name: 'If-Match', description: 'the version that was read, "0" for a new part' })
  @ApiOperation({ summary: 'Save a part over the version that was read' })
  save(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('part') part: string,
    @Req() request: FastifyRequest,
  ): Promise<PartLine> {
    return this.workspace.save(actor, id, { part, version: countIn(request.headers['if-match']) ?? 0, bytes: sealedBytes(request) });
  }

  @Delete('bids/:id/parts/:part')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a part out of an own draft' })
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Param('part') part: string): Promise<void> {
    return this.workspace.remove(actor, id, part);
  }

  @Post('bids/:id/uploads')
  @Repeatable()
  @HttpCode(200)
  @ApiOperation({ summary: 'Announce ciphertext by its size and SHA-256, or find where its upload stands' })
  begin(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: BeginUpload): Promise<UploadStanding> {
    return this.uploads.begin(actor, id, input);
  }

  @Get('bids/:id/uploads')
  @ApiOperation({ summary: 'All uploads of an own bid and what they weigh' })
  async list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const { items, used, limit } = await this.uploads.list(actor, id);
    return { data: items, used, limit, page: { next: null } };
  }

  @Get('bids/:id/uploads/:upload')
  @ApiOperation({ summary: 'Where an upload stands' })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
  ): Promise<UploadStanding> {
    return this.uploads.one(actor, id, upload);
  }

  @Patch('bids/:id/uploads/:upload')
  @Repeatable()
  @ApiConsumes('application/octet-stream')
  @ApiHeader({ name: 'Upload-Offset', description: 'where these bytes begin' })
  @ApiOperation({ summary: 'The next bytes of an upload, at most 8 MiB; the last ones have the whole read again' })
  append(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadStanding> {
    const offset = countIn(request.headers['upload-offset']);
    if (offset === undefined) throw new Refused(refuse('invalid', 'upload.offset-missing'));
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return this.uploads.append(actor, id, upload, offset, bytes);
  }

  @Get('bids/:id/uploads/:upload/bytes')
  @ApiOperation({ summary: 'The ciphertext of a complete upload, for its own bidder' })
  async bytes(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.headers(sealedHeaders(`${upload}.age`)).send(await this.uploads.bytes(actor, id, upload));
  }

  @Delete('bids/:id/uploads/:upload')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take an upload away that no envelope handed in names' })
  drop(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('upload', ParseUUIDPipe) upload: string,
  ): Promise<void> {
    return this.uploads.drop(actor, id, upload);
  }

  @Post('procedures/:id/packed-bids')
  @Repeatable()
  @ApiConsumes('multipart/form-data')
  @ApiOperation({ summary: 'Hand in a bid packed offline (field `file`, *.qybid) with `declared` = yes; answers the signed receipt' })
  async submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() request: FastifyRequest): Promise<Receipt> {
    const { bytes, fields } = await readPacked(request, this.uploads.limits.total);
    return this.packed.submit(actor, id, { bytes, declared: fields.declared === 'yes' });
  }
}
