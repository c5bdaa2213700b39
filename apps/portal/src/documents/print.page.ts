import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { BidPrints } from '#bidding';
import { printHeaders } from '#documents';
import { roundIn } from '../bidding/opening.data.js';
import { actorOf, type PageReply, type PageRequest } from '../kit/index.js';

/** What people around a bid print and keep, as PDF. */
@Controller()
export class PrintPages {
  constructor(private readonly prints: BidPrints) {}

  @Get('org/receipts/:number.pdf')
  async receipt(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const { bytes, ...file } = await this.prints.receipt(actorOf(request), number);
    void reply.headers(printHeaders(file)).send(bytes);
  }

  @Get('org/bids/:id/attempts.pdf')
  async attempts(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { bytes, ...file } = await this.prints.attempts(actorOf(request), id);
    void reply.headers(printHeaders(file)).send(bytes);
  }

  @Get('opening-records/:id/print')
  async opening(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { bytes, ...file } = await this.prints.opening(actorOf(request), id, roundIn(request));
    void reply.headers(printHeaders(file)).send(bytes);
  }
}
