import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { downloadHeaders, Files, type StoredFile } from '#documents';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { Public } from '../public.decorator.js';
import { readUpload } from './upload.js';

@ApiTags('documents')
@Controller('api/v1/files')
export class FileController {
  constructor(private readonly files: Files) {}

  @Post()
  @Repeatable()
  @ApiConsumes('multipart/form-data')
  @ApiOperation({
    summary: 'Upload a file (field `file`): PDF, DOCX, XLSX, PNG, JPG, ZIP, CSV or XML, at most 20 MB',
  })
  async upload(@CurrentActor() actor: Actor, @Req() request: SignedRequest): Promise<StoredFile> {
    const { name, bytes } = await readUpload(request);
    return this.files.upload(actor, { name, bytes });
  }

  @Get(':id')
  @Public()
  @ApiOperation({
    summary: 'Download a file: public ones by anybody, others by the organizations they were granted to',
  })
  async download(@Req() request: SignedRequest, @Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { file, bytes } = await this.files.download(request.actor, id);
    void reply.headers(downloadHeaders(file)).send(bytes);
  }
}
