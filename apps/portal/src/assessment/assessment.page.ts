import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { type Assessment, AssessmentQueries, maySee, postedStates } from '#assessment';
import { ContractQueries } from '#contracts';
import { PeopleQueries } from '#identity';
import { absent, type Actor, found } from '#kernel';
import { Database } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { actorOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { openActs, waitingFor } from './assessment.acts.js';
import { resultOf, timelineOf } from './assessment.data.js';
import { assessmentColours } from './assessment.marks.js';

/** One assessment: the posted result for everybody, the same page with its acts in either side's workspace. */
@Controller()
export class AssessmentPages {
  constructor(
    private readonly assessments: AssessmentQueries,
    private readonly contracts: ContractQueries,
    private readonly people: PeopleQueries,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get('assessments/:id')
  @Public()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const assessment = await this.assessments.byId(id);
    if (!assessment || !postedStates.includes(assessment.state)) throw absent('assessment');
    const { contract, instalment, facts } = await this.about(assessment);
    const data = { ...facts, timeline: timelineOf(assessment, []), open: [], base: '', waiting: null };
    const home = contract.publishedAt ? [{ href: `/contracts/${contract.number}`, title: contract.title }] : [];
    const crumbs = [{ href: '/contracts', title: { key: 'contracts.title' } }, ...home];
    const alternates = [{ type: 'application/json', href: `/api/v1/assessments/${id}` }];
    this.views.page(request, reply, 'assessment/show', data, {
      title: { key: 'assessment.titleOf', facts: { no: instalment.no, name: instalment.name } },
      nav: 'projects',
      crumbs,
      alternates,
    });
  }

  @Get('buy/assessments/:id')
  buying(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.own(request, reply, id, 'buy');
  }

  @Get('org/assessments/:id')
  org(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.own(request, reply, id, 'org');
  }

  private async own(request: PageRequest, reply: PageReply, id: string, area: 'buy' | 'org'): Promise<void> {
    const actor = actorOf(request);
    const assessment = await ownAssessment(this.assessments, actor, id, area);
    const [{ contract, instalment, facts }, sheet, objections, now] = await Promise.all([
      this.about(assessment),
      this.assessments.sheet(id, assessment.round),
      this.assessments.objections(id),
      this.database.now(),
    ]);
    const people = [assessment.scoredBy, assessment.postedBy, ...objections.flatMap(({ by, decidedBy }) => [by, decidedBy])];
    const names = await this.people.nameOf(people.filter((person) => person !== null));
    const standing = { assessment, sheet, objections, now };
    const open = openActs(actor, standing);
    const data = {
      ...facts,
      open,
      base: `/${area}/assessments/${id}`,
      waiting: open.length ? null : waitingFor(actor, standing),
      timeline: timelineOf(assessment, objections, names),
    };
    const back = { href: `/${area}/contracts/${contract.id}`, title: contract.title };
    this.views.page(request, reply, 'assessment/show', data, {
      title: { key: 'assessment.titleOf', facts: { no: instalment.no, name: instalment.name } },
      back,
    });
  }

  private async about(assessment: Assessment) {
    const contract = found(await this.contracts.byId(assessment.contractId), 'contract');
    const instalment = found(
      contract.instalments.find(({ id }) => id === assessment.instalmentId),
      'instalment',
    );
    const facts = {
      assessment,
      contract,
      instalment,
      colour: assessmentColours[assessment.state],
      result: resultOf(assessment),
      tiers: [...assessment.payRule.tiers].sort((one, other) => other.minScore - one.minScore),
      posted: assessment.state === 'posted',
    };
    return { contract, instalment, facts };
  }
}

/** The assessment in its own side's workspace; in the other side's area, and to who may not read it yet, it is not there. */
export async function ownAssessment(assessments: AssessmentQueries, actor: Actor, id: string, area: 'buy' | 'org'): Promise<Assessment> {
  const assessment = await assessments.byId(id);
  const own = area === 'buy' ? assessment?.departmentId : assessment?.providerId;
  if (!assessment || own !== actor.organizationId || !maySee(actor, assessment)) throw absent('assessment');
  return assessment;
}
