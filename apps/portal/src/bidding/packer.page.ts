import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { absent, found } from '#kernel';
import { Uploads } from '#bidding';
import { NoticeQueries } from '#tendering';
import { Public } from '../../../api/src/public.decorator.js';
import { type PageReply, type PageRequest } from '../kit/index.js';
import { Packer, packingSlipOf } from './packer.js';
import { sendJson } from './send-json.js';

/** What is needed to pack a bid without the network: the packer itself, and each notice's packing slip. */
@Controller()
@Public()
export class PackerPages {
  constructor(
    private readonly packer: Packer,
    private readonly notices: NoticeQueries,
    private readonly uploads: Uploads,
  ) {}

  @Get('qiyue-pack.html')
  page(@Req() _request: PageRequest, @Res() reply: PageReply): void {
    if (!this.packer.bytes) throw absent('page');
    void reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'attachment; filename="qiyue-pack.html"',
        'x-content-type-options': 'nosniff',
        etag: `"${this.packer.sha256}"`,
      })
      .send(this.packer.bytes);
  }

  @Get('notices/:number/packing-slip.json')
  async slip(@Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const notice = found(await this.notices.byNumber(number), 'notice');
    sendJson(reply, `packing-slip-${notice.number}.json`, found(packingSlipOf(notice, this.uploads.limits), 'notice'));
  }
}
