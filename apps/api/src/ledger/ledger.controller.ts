import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, authorize } from '#kernel';
import { balanceView, ledgerPolicy, LedgerQueries, transferColumns, transferView } from '#ledger';
import { csvStream } from '#platform';
import { CurrentActor } from '../actor.decorator.js';
import { ListBalances, ListTransfers } from './ledger-list.input.js';

@ApiTags('ledger')
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerQueries) {}

  @Get('balances')
  @ApiOperation({ summary: 'Accounts and their balances, by code (finance, supervisor)' })
  async balances(@CurrentActor() actor: Actor, @Query() query: ListBalances): Promise<object> {
    authorize(ledgerPolicy.read, actor, null, 'ledger.not-yours');
    const { items, next } = await this.ledger.accounts(query);
    return { data: items.map(balanceView), page: { next } };
  }

  @Get('transfers')
  @ApiOperation({ summary: 'Transfers, newest first (finance, supervisor)' })
  async transfers(@CurrentActor() actor: Actor, @Query() query: ListTransfers): Promise<object> {
    authorize(ledgerPolicy.read, actor, null, 'ledger.not-yours');
    const { items, next } = await this.ledger.transfers(query);
    return { data: items.map(transferView), page: { next } };
  }

  @Get('transfers.csv')
  @ApiOperation({ summary: 'Every transfer, oldest first: enough to add the books up again (finance, supervisor)' })
  export(@CurrentActor() actor: Actor, @Query() { line }: ListTransfers, @Res() reply: FastifyReply): void {
    authorize(ledgerPolicy.read, actor, null, 'ledger.not-yours');
    const lines = csvStream(transferColumns, this.ledger.export({ line }), (transfer) => Object.values(transferView(transfer)));
    void reply
      .header('content-disposition', `attachment; filename="ledger-transfers${line ? `-${line}` : ''}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(lines));
  }
}
