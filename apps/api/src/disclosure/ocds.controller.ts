import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { found } from '#kernel';
import { type OpenData, ownExtensionFile, ReleaseQueries } from '#disclosure';
import { Config } from '#platform';
import { Public } from '../public.decorator.js';
import { FeedInput } from './feed.input.js';
import { type PolicyLanguage, policyPage } from './policy.js';

const never = 'public, max-age=31536000, immutable';

@ApiTags('open data')
@Public()
@Controller('ocds')
export class OcdsController {
  constructor(
    private readonly releases: ReleaseQueries,
    private readonly config: Config,
  ) {}

  @Get('releases')
  @ApiOperation({ summary: 'OCDS releases, oldest first, as a release package; links.next always leads on' })
  async feed(@Query() input: FeedInput, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.releases.feed(filterOf(input)), 'no-cache');
  }

  @Get('releases/:id')
  @ApiOperation({ summary: 'One release as a package; it never changes' })
  async release(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, found(await this.releases.release(id), 'release'), never);
  }

  @Get('records')
  @ApiOperation({
    summary: 'OCDS records in the order of their last change: all releases and the compiled release',
  })
  async records(@Query() input: FeedInput, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.releases.records(filterOf(input)), 'no-cache');
  }

  @Get('records/:ocid')
  @ApiOperation({ summary: 'The record of one process as a record package' })
  async record(@Param('ocid') ocid: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, found(await this.releases.record(ocid), 'record'), 'no-cache');
  }

  @Get('extensions/qiyue/v1/extension.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', never)
  @ApiOperation({ summary: 'Our own OCDS extension, version 1' })
  extension(): string {
    return ownExtensionFile('extension.json');
  }

  @Get('extensions/qiyue/v1/release-schema.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', never)
  @ApiOperation({ summary: 'The schema patch of our own OCDS extension' })
  patch(): string {
    return ownExtensionFile('release-schema.json');
  }

  @Get('policy')
  @ApiOperation({ summary: 'Publication policy (HTML); ?lang=en for English' })
  policy(@Query('lang') lang: string | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const language = languageOf(lang, request);
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language === 'en' ? 'en' : 'zh-CN')
      .header('vary', 'accept-language')
      .send(policyPage(language, this.config));
  }
}

const filterOf = ({ since, ...input }: FeedInput) => ({
  ...input,
  ...(since ? { since: new Date(since) } : {}),
});

function send(request: FastifyRequest, reply: FastifyReply, { body, etag, changedAt }: OpenData, caching: string): void {
  void reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', caching)
    .header('last-modified', changedAt.toUTCString())
    .header('etag', etag);
  if (request.headers['if-none-match'] === etag) void reply.status(304).send();
  else void reply.send(body);
}

function languageOf(lang: string | undefined, request: FastifyRequest): PolicyLanguage {
  if (lang === 'zh' || lang === 'en') return lang;
  return /^\s*en\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'zh';
}
