import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { downloadHeaders, Files } from '#documents';
import { Public } from '../../../api/src/public.decorator.js';
import type { PageReply, PageRequest } from '../kit/index.js';

/** Files as people fetch them: public ones by anybody, others by the organizations they were granted to. */
@Controller('files')
@Public()
export class FilePages {
  constructor(private readonly files: Files) {}

  @Get(':id')
  async download(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { file, bytes } = await this.files.download(request.actor, id);
    void reply.headers(downloadHeaders(file)).send(bytes);
  }
}
