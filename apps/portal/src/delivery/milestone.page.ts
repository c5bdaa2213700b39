import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { DeadlineQueries } from '#calendar';
import { ContractQueries, type WholeContract } from '#contracts';
import { barredFromAccepting, mayAnswer, mayLog, maySubmit, type Milestone, MilestoneQueries } from '#delivery';
import { PeopleQueries } from '#identity';
import { absent, type Actor, found, has } from '#kernel';
import { Database } from '#platform';
import { actorOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { milestoneColours } from './delivery.marks.js';
import { figuresShown, sumsShown, timelineOf } from './milestone.data.js';

/** One milestone for either side: what was promised, what was done, who answers by when. */
@Controller()
export class MilestonePages {
  constructor(
    private readonly milestones: MilestoneQueries,
    private readonly contracts: ContractQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly people: PeopleQueries,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get('org/milestones/:id')
  own(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'org');
  }

  @Get('buy/milestones/:id')
  buying(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'buy');
  }

  private async show(request: PageRequest, reply: PageReply, id: string, area: 'buy' | 'org'): Promise<void> {
    const actor = actorOf(request);
    const { milestone, contract } = await ownMilestone(this.milestones, this.contracts, actor, id, area);
    const [reports, answers, sums, deadlines, now] = await Promise.all([
      this.milestones.reports(id),
      this.milestones.answers(id),
      this.milestones.sums(id),
      this.deadlines.ofSubjects([id]),
      this.database.now(),
    ]);
    const names = await this.people.nameOf([...reports, ...answers].map(({ by }) => by));
    const [last] = reports;
    const data = {
      milestone,
      contract,
      colour: milestoneColours[milestone.state],
      report: last && { ...last, sums: sumsShown(last.sums), figures: figuresShown(contract.indicators, last.figures) },
      indicators: contract.indicators,
      sums: sumsShown(sums),
      returned: milestone.state === 'planned' ? answers[0] : undefined,
      timeline: timelineOf(reports, answers, deadlines, names, now),
      base: `/${area}/milestones/${id}`,
      log: area === 'org' ? `/org/contracts/${contract.id}/log?milestone=${id}` : null,
      ...this.offered(actor, milestone, contract),
    };
    const back = { href: `/${area}/contracts/${contract.id}`, title: contract.title };
    this.views.page(request, reply, 'delivery/milestone', data, {
      title: { key: 'delivery.milestone', facts: { no: milestone.no, name: milestone.name } },
      back,
    });
  }

  /** What this reader may do now, and why not where they might expect to. */
  private offered(actor: Actor, milestone: Milestone, contract: WholeContract) {
    const goesOn = contract.standstill === null;
    const open = milestone.state === 'planned' && contract.state === 'active';
    const answers = goesOn && milestone.state === 'submitted' && actor.organizationId === milestone.departmentId;
    const mine = mayAnswer(actor, { ...milestone, barred: barredFromAccepting(contract) });
    return {
      maySubmit: open && goesOn && maySubmit(actor, milestone),
      mayLog: open && mayLog(actor, milestone),
      mayAnswer: answers && mine,
      barred: answers && !mine && has(actor, 'acceptor', 'handler', 'approver'),
      waits: milestone.state === 'submitted' && actor.organizationId === milestone.providerId,
    };
  }
}

/** The milestone in its own side's workspace; in the other side's area it is not there. */
export async function ownMilestone(
  milestones: MilestoneQueries,
  contracts: ContractQueries,
  actor: Actor,
  id: string,
  area: 'buy' | 'org',
): Promise<{ milestone: Milestone; contract: WholeContract }> {
  const milestone = await milestones.byId(id);
  const own = area === 'buy' ? milestone?.departmentId : milestone?.providerId;
  if (!milestone || own !== actor.organizationId) throw absent('milestone');
  return { milestone, contract: found(await contracts.byId(milestone.contractId), 'contract') };
}
