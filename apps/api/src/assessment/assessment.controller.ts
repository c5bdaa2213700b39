import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, type Actor, found } from '#kernel';
import {
  AssessmentQueries,
  assessmentView,
  DecideObjection,
  maySee,
  objectionView,
  ObjectToAssessment,
  postedStates,
  PostingService,
  ScoreAssessment,
  scoreLineView,
  ScoringService,
} from '#assessment';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListAssessments } from './assessment-list.input.js';

@ApiTags('assessment')
@Controller('api/v1/assessments')
export class AssessmentController {
  constructor(
    private readonly assessments: AssessmentQueries,
    private readonly scoring: ScoringService,
    private readonly posting: PostingService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Posted results, newest first; of one contract with ?contract=; the own open ones too when signed in' })
  async list(@Req() { actor }: SignedRequest, @Query() { contract, after, limit }: ListAssessments): Promise<object> {
    const { items, next } = await this.assessments.list({ contractId: contract, after, limit, visibleTo: actor?.organizationId ?? null });
    return { data: items.map((item) => assessmentView(item)), page: { next } };
  }

  @Get(':id')
  @Public()
  @ApiOperation({ summary: 'A result with the whole computation; before the posting only for those who work on it' })
  async show(@Req() { actor }: SignedRequest, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const assessment = found(await this.assessments.byId(id), 'assessment');
    const insider = actor !== undefined && maySee(actor, assessment);
    if (!insider && !postedStates.includes(assessment.state)) throw absent('assessment');
    const involved = insider && [assessment.departmentId, assessment.providerId].includes(actor.organizationId);
    const [scores, objections] = involved ? await Promise.all([this.assessments.scores(id), this.assessments.objections(id)]) : [[], []];
    return {
      ...assessmentView(assessment, true),
      ...(involved && { objections: objections.map(objectionView) }),
      ...(involved && actor.organizationId === assessment.departmentId && { scores: scores.map(scoreLineView) }),
    };
  }

  @Post(':id/scores')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a score for every indicator (the manager named in the contract)' })
  async score(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ScoreAssessment): Promise<object> {
    return assessmentView(await this.scoring.score(actor, id, input), true);
  }

  @Post(':id/closing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close the sheet and compute the payable amount (the manager)' })
  async close(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return assessmentView(await this.scoring.close(actor, id), true);
  }

  @Post(':id/posting')
  @HttpCode(200)
  @ApiOperation({ summary: 'Post the result (an approver or acceptor who did not score)' })
  async post(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return assessmentView(await this.scoring.post(actor, id), true);
  }

  @Post(':id/objection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Object to a posted result (provider_admin, project_lead)' })
  async object(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ObjectToAssessment): Promise<object> {
    return assessmentView(await this.posting.object(actor, id, input));
  }

  @Post(':id/agreement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree to a posted result before its time is over (provider_admin, project_lead)' })
  async agree(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return assessmentView(await this.posting.agree(actor, id));
  }

  @Post(':id/objection-decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Uphold or dismiss the objection (an approver who did not score)' })
  async decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DecideObjection): Promise<object> {
    return assessmentView(await this.posting.decide(actor, id, input), true);
  }
}
