import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, authorize, refuse, Refused } from '#kernel';
import { type AnswerOutcome, AnswerService, mayReconcile, ReconcileQueries, TreasuryOrderService } from '#payments';
import { CurrentActor } from '../actor.decorator.js';
import { readUpload } from '../documents/upload.js';
import { ChooseFormat } from './payment-list.input.js';

@ApiTags('payments')
@Controller('api/v1')
export class TreasuryController {
  constructor(
    private readonly answers: AnswerService,
    private readonly orders: TreasuryOrderService,
    private readonly reconcile: ReconcileQueries,
  ) {}

  @Post('treasury-answers')
  @HttpCode(200)
  @ApiConsumes('application/xml', 'text/csv', 'multipart/form-data')
  @ApiOperation({
    summary: 'Import what the treasury answered: pain.002 XML or CSV (cashier). The same file counts once',
  })
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<AnswerOutcome> {
    return this.answers.import(actor, await bytesOf(request));
  }

  @Get('treasury-exceptions')
  @ApiOperation({ summary: 'Open cases that the books do not explain, oldest first (finance, supervisor)' })
  async cases(@CurrentActor() actor: Actor): Promise<object> {
    authorize(mayReconcile, actor, null, 'payment.not-yours');
    return { data: await this.reconcile.cases({ open: true, limit: 100 }), page: { next: null } };
  }

  @Get('treasury-orders')
  @ApiOperation({ summary: 'Orders that are out and not answered, oldest first (finance, supervisor)' })
  async open(@CurrentActor() actor: Actor): Promise<object> {
    authorize(mayReconcile, actor, null, 'payment.not-yours');
    return { data: await this.reconcile.openOrders(), page: { next: null } };
  }

  @Get('treasury-orders/:id')
  @ApiOperation({
    summary: 'The file of an order: ISO 20022 pain.001 XML, or ?format=csv (cashier, finance_approver)',
  })
  async download(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format = 'xml' }: ChooseFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, bytes } = await this.orders.download(actor, id, format);
    const type = format === 'xml' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8';
    void reply
      .headers({
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  }
}

/** The file itself as the body, or as the one part of a form. */
async function bytesOf(request: FastifyRequest): Promise<Buffer> {
  if (Buffer.isBuffer(request.body)) return request.body;
  if (request.isMultipart?.()) return (await readUpload(request)).bytes;
  throw new Refused(refuse('invalid', 'treasury-answer.no-file', {}, [{ field: 'file', code: 'treasury-answer.no-file' }]));
}
