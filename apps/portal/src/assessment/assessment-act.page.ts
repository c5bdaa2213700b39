import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { AssessmentQueries, DecideObjection, ObjectToAssessment, PostingService, ScoreAssessment, ScoringService } from '#assessment';
import { ContractQueries } from '#contracts';
import { absent, type Actor, ensure, found, refuse } from '#kernel';
import { Database } from '#platform';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { type ActPage, assessmentActs, openActs } from './assessment.acts.js';
import { resultOf, sheetRows, sheetValues } from './assessment.data.js';
import { ownAssessment } from './assessment.page.js';

interface Place {
  readonly id: string;
  readonly act: ActPage;
  readonly area: 'buy' | 'org';
}

/** The acts on an assessment, each a page that shows what it is about before it does it. */
@Controller()
export class AssessmentActPages {
  constructor(
    private readonly assessments: AssessmentQueries,
    private readonly contracts: ContractQueries,
    private readonly scoring: ScoringService,
    private readonly posting: PostingService,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('buy/assessments/:id/:act')
  buying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, act: known(act), area: 'buy' });
  }

  @Get('org/assessments/:id/:act')
  own(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, act: known(act), area: 'org' });
  }

  @Post('buy/assessments/:id/:act')
  doBuying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.do(request, reply, { id, act: known(act), area: 'buy' });
  }

  @Post('org/assessments/:id/:act')
  doOwn(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.do(request, reply, { id, act: known(act), area: 'org' });
  }

  private do(request: PageRequest, reply: PageReply, place: Place): Promise<void> {
    const actor = actorOf(request);
    const { input, run } = this.doors[place.act];
    return this.forms.handle(request, reply, {
      input,
      act: async (given) => {
        await run(actor, place.id, given as never);
        return `/${place.area}/assessments/${place.id}?done=assessment-${place.act}`;
      },
      again: (form) => this.ask(request, reply, place, form),
    });
  }

  /** Each act with what it takes and what it does. */
  private readonly doors: Readonly<
    Record<ActPage, { input: new () => object; run: (actor: Actor, id: string, input: never) => Promise<unknown> }>
  > = {
    scores: { input: ScoreAssessment, run: (actor, id, input) => this.scoring.score(actor, id, input) },
    closing: { input: NoAnswers, run: (actor, id) => this.scoring.close(actor, id) },
    posting: { input: NoAnswers, run: (actor, id) => this.scoring.post(actor, id) },
    agreement: { input: NoAnswers, run: (actor, id) => this.posting.agree(actor, id) },
    objection: { input: ObjectToAssessment, run: (actor, id, input) => this.posting.object(actor, id, input) },
    'objection-decision': { input: DecideObjection, run: (actor, id, input) => this.posting.decide(actor, id, input) },
  };

  private async ask(request: PageRequest, reply: PageReply, { id, act, area }: Place, refused?: FormState): Promise<void> {
    const actor = actorOf(request);
    const assessment = await ownAssessment(this.assessments, actor, id, area);
    const [sheet, objections, now, contract] = await Promise.all([
      this.assessments.sheet(id, assessment.round),
      this.assessments.objections(id),
      this.database.now(),
      this.contracts.byId(assessment.contractId),
    ]);
    if (!refused)
      ensure(
        openActs(actor, { assessment, sheet, objections, now }).includes(act) ? undefined : refuse('conflict', 'assessment.act-not-now'),
      );
    const instalment = found(
      contract?.instalments.find((one) => one.id === assessment.instalmentId),
      'instalment',
    );
    const base = `/${area}/assessments/${id}`;
    const data = {
      form: refused ?? this.forms.open(act === 'scores' ? sheetValues(assessment, sheet) : {}),
      assessment,
      act,
      base,
      here: `${base}/${act}`,
      rows:
        act === 'scores' || act === 'closing'
          ? sheetRows(assessment).map((row) => ({ ...row, given: sheetValues(assessment, sheet)[row.scoreField] }))
          : [],
      result: resultOf(assessment),
      objection: objections.find(({ round }) => round === assessment.round),
      decisions: ['upheld', 'dismissed'].map((value) => ({
        value,
        text: { key: `assessment.decision.${value}` },
        hint: { key: `assessment.decision.${value}.hint` },
      })),
    };
    const back = { href: base, title: { key: 'assessment.titleOf', facts: { no: instalment.no, name: instalment.name } } };
    this.views.page(request, reply, 'assessment/act', data, { title: { key: `assessment.act.${act}` }, back });
  }
}

function known(act: string): ActPage {
  const found = assessmentActs.find((one) => one === act);
  if (!found) throw absent('page');
  return found;
}
