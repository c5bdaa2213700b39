import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { type Deadline, DeadlineQueries } from '#calendar';
import { ContractQueries, contractLifecycle, mayRefuseAward, maySee, sideOf, type WholeContract } from '#contracts';
import { DocumentService } from '#documents';
import { absent, type Actor, acts } from '#kernel';
import { Database } from '#platform';
import { actorOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { ContractBlocks } from './contract-blocks.js';
import { clausesOf, factsOf, timelineOf } from './contract.data.js';
import { contractColours } from './contracts.marks.js';
import { deskOf } from './desk.acts.js';

/** One contract in the workspace of either side: where it stands, the next act, the text, what follows. */
@Controller()
export class ContractDeskPages {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly documents: DocumentService,
    private readonly deadlines: DeadlineQueries,
    private readonly blocks: ContractBlocks,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get('buy/contracts/:id')
  buying(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'buy');
  }

  @Get('org/contracts/:id')
  own(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'org');
  }

  private async show(request: PageRequest, reply: PageReply, id: string, area: 'buy' | 'org'): Promise<void> {
    const actor = actorOf(request);
    const contract = await ownContract(this.contracts, actor, id, area);
    const [deadlines, now, blocks, papers] = await Promise.all([
      this.deadlines.ofSubjects([contract.id, contract.awardId]),
      this.database.now(),
      this.blocks.of(contract, area, actor),
      this.documents.about(id, 'contract'),
    ]);
    const base = `/${area}/contracts/${id}`;
    const paper = papers.find((one) => one.public) ?? papers.find((one) => one.id === contract.documentId);
    const data = {
      contract,
      base,
      desk: deskOf(contract, actor),
      area,
      giveUp: this.giveUp(contract, actor, area, overdue(deadlines, now)),
      redraft: `/buy/contracts/for/${contract.procedureId}?award=${contract.awardId}`,
      colour: contractColours[contract.state],
      clauses: clausesOf(contract),
      facts: factsOf(contract),
      timeline: timelineOf(contract, deadlines, now),
      blocks,
      paper: paper ? `/documents/${paper.id}` : null,
      open: contract.publishedAt ? `/contracts/${contract.number}` : null,
    };
    const back = { href: `/${area}/contracts`, title: { key: 'contracts.ours' } };
    this.views.page(request, reply, 'contracts/desk', data, { title: contract.title, back });
  }

  /** Where the award is given up, for whoever may: the winner while it has not signed, the buyer when it let the time pass. */
  private giveUp(contract: WholeContract, actor: Actor, area: 'buy' | 'org', late: boolean): string | null {
    const unsigned = acts(contractLifecycle, contract.state).includes('sign') && contract.signatures.every(({ side }) => side === 'buyer');
    const may = unsigned && !contract.orderId && mayRefuseAward(actor, contract) && (area === 'org' || late);
    return may ? `/${area}/awards/${contract.awardId}/refusal` : null;
  }
}

/** Has the time to sign passed without a contract? */
const overdue = (deadlines: readonly Deadline[], now: Date): boolean =>
  deadlines.some(({ key, dueAt, metAt, cancelledAt }) => key === 'contract.sign' && !metAt && !cancelledAt && dueAt <= now);

/** The contract for its own side's workspace; in the other side's area it is not there. */
export async function ownContract(contracts: ContractQueries, actor: Actor, id: string, area: 'buy' | 'org'): Promise<WholeContract> {
  const contract = await contracts.byId(id);
  const side = contract && sideOf(actor, contract);
  if (!contract || side !== (area === 'buy' ? 'buyer' : 'provider') || !maySee(actor, contract)) throw absent('contract');
  return contract;
}
