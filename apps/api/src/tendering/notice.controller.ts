import { Controller, Get, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { found } from '#kernel';
import { NoticeQueries, type VersionView } from '#tendering';
import { Public } from '../public.decorator.js';
import { ListNotices } from './notice-list.input.js';
import { sendSheet } from './sheet.js';

@ApiTags('tendering')
@Controller('api/v1/notices')
@Public()
export class NoticeController {
  constructor(private readonly notices: NoticeQueries) {}

  @Get()
  @ApiOperation({ summary: 'Published notices: by words, method, department and status, a page at a time' })
  async list(@Query() query: ListNotices, @Res() reply: FastifyReply): Promise<void> {
    const body = await this.notices.searchSheet(query);
    void reply.type('application/json; charset=utf-8').header('cache-control', 'public, no-cache').send(body);
  }

  @Get(':number')
  @ApiOperation({ summary: 'A notice in its newest version, with the list of all versions' })
  async show(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendSheet(request, reply, await this.notices.sheet(number));
  }

  @Get(':number/questions')
  @ApiOperation({ summary: 'Answered questions; who asked is told to nobody' })
  async questions(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendSheet(request, reply, await this.notices.questionSheet(number));
  }

  @Get(':number/versions/:version')
  @ApiOperation({ summary: 'One version as it was published, and what differs from the version before' })
  async version(@Param('number') number: string, @Param('version', ParseIntPipe) version: number): Promise<VersionView> {
    return found(await this.notices.version(number, version), 'notice');
  }
}
