import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  DocumentService,
  downloadHeaders,
  type Paper,
  printHeaders,
  Prints,
  Signer,
  type SigningKey,
  type Verdict,
  Verification,
} from '#documents';
import type { SignedRequest } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { Public } from '../public.decorator.js';

export class VerifyInput {
  /** A receipt's JSON, or a SHA-256 in hex. */
  @IsString()
  @MaxLength(65_536)
  text: string;
}

@ApiTags('documents')
@Controller('api/v1')
@Public()
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly prints: Prints,
    private readonly verification: Verification,
    private readonly signer: Signer,
  ) {}

  @Get('documents/:id')
  @ApiOperation({ summary: 'An issued paper: kind, number, digest' })
  async show(@Req() request: SignedRequest, @Param('id', ParseUUIDPipe) id: string): Promise<Paper> {
    return (await this.documents.read(request.actor, id)).paper;
  }

  @Get('documents/:id/content')
  @ApiOperation({ summary: 'The bytes of an issued paper, exactly as they were hashed' })
  async content(@Req() request: SignedRequest, @Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { paper, bytes } = await this.documents.read(request.actor, id);
    const name = `${paper.number ?? paper.title}.html`;
    void reply.headers(downloadHeaders({ ...paper, name, mediaType: 'text/html; charset=utf-8' })).send(bytes);
  }

  @Get('documents/:id/print')
  @ApiOperation({ summary: 'An issued paper as PDF, with its digest at the foot and a QR code to verify it' })
  async print(@Req() request: SignedRequest, @Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, ...file } = await this.prints.ofPaper(request.actor, id);
    void reply.headers(printHeaders(file)).send(bytes);
  }

  @Post('verifications')
  @HttpCode(200)
  @Repeatable()
  @ApiOperation({ summary: 'Is this receipt or digest genuine? Nothing is stored' })
  verify(@Body() { text }: VerifyInput): Promise<Verdict> {
    return this.verification.ofText(text);
  }

  @Get('signing-keys')
  @ApiOperation({
    summary: 'The public keys with which receipts and records were signed (Ed25519, SPKI PEM)',
  })
  async keys(): Promise<{ data: SigningKey[]; page: { next: null } }> {
    return { data: await this.signer.keys(), page: { next: null } };
  }
}
