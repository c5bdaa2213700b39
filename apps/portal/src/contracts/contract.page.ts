import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { DeadlineQueries } from '#calendar';
import { ContractQueries } from '#contracts';
import { DocumentService } from '#documents';
import { absent } from '#kernel';
import { Database } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { type PageReply, type PageRequest, Views } from '../kit/index.js';
import { ContractBlocks } from './contract-blocks.js';
import { clausesOf, factsOf, timelineOf } from './contract.data.js';
import { contractColours } from './contracts.marks.js';

/** A published contract, for everybody. */
@Controller('contracts')
@Public()
export class ContractPages {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly documents: DocumentService,
    private readonly deadlines: DeadlineQueries,
    private readonly blocks: ContractBlocks,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get(':number')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const contract = await this.contracts.byNumber(number);
    if (!contract?.publishedAt) throw absent('contract');
    const [papers, deadlines, now, blocks] = await Promise.all([
      this.documents.about(contract.id, 'contract'),
      this.deadlines.ofSubjects([contract.id]),
      this.database.now(),
      this.blocks.of(contract, 'public', request.actor),
    ]);
    const paper = papers.find((one) => one.public);
    const data = {
      contract,
      colour: contractColours[contract.state],
      clauses: clausesOf(contract),
      facts: factsOf(contract),
      timeline: timelineOf(contract, deadlines, now),
      blocks,
      paper: paper ? `/documents/${paper.id}` : null,
    };
    const crumbs = [{ href: '/contracts', title: { key: 'contracts.title' } }];
    const alternates = [{ type: 'application/json', href: `/api/v1/contracts/${number}` }];
    this.views.page(request, reply, 'contracts/contract-show', data, { title: contract.title, nav: 'projects', crumbs, alternates });
  }
}
