import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { LedgerQueries } from './ledger.queries.js';
import { ledgerRefusals } from './ledger.refusals.js';
import { Ledger } from './ledger.service.js';
import { LineFigureQueries } from './line-figures.queries.js';

addRefusals(ledgerRefusals);

/** Double entry. Other rooms book inside their own commands and journal entries; this room records none of its own. */
@Module({ providers: [Ledger, LedgerQueries, LineFigureQueries], exports: [Ledger, LedgerQueries, LineFigureQueries] })
export class LedgerModule {}
