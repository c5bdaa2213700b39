import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Actor, found } from '#kernel';
import { Database } from '#platform';
import { acceptedEndings, Files } from '#documents';
import { OrganizationQueries } from '#organizations';
import {
  AskEnquiry,
  ChallengeQueries,
  ChallengeService,
  EnquiryQueries,
  EnquiryService,
  FileChallenge,
  type Stage,
  stages,
  standingFor,
  type Window,
  Windows,
} from '#objections';
import { NoticeQueries, type NoticeView } from '#tendering';
import { actorAs, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { signers } from './petition.choices.js';
import { petitionOf, rowsFor } from './petition.form.js';
import { challengeColours, enquiryColours } from './objection.colours.js';

/** What a supplier may do about one procedure: ask, challenge, and until when. */
@Controller('org/objections/:number')
export class ObjectionRoomPages {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly windows: Windows,
    private readonly challenges: ChallengeService,
    private readonly challengeQueries: ChallengeQueries,
    private readonly enquiries: EnquiryService,
    private readonly enquiryQueries: EnquiryQueries,
    private readonly organizations: OrganizationQueries,
    private readonly files: Files,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = supplier(request);
    const notice = await this.notice(number);
    const [windows, now] = [await this.windows.of(actor, notice.id), await this.database.now()];
    const filed = (await this.challengeQueries.list(actor, { procedureId: notice.id })).items;
    const asked = (await this.enquiryQueries.list(actor, { procedureId: notice.id })).items;
    const takes = await this.windows.takes(actor, notice.id);
    const own = windows.filter(({ stage, lot }) => stage !== 'result' || lot === null || takes.lots === null || takes.lots.includes(lot));
    const lines = own.map((window) => ({
      ...window,
      name: { key: `objections.stage.${window.stage}` },
      lotName: windows.filter(({ stage }) => stage === 'result').length > 1 ? window.lot : null,
      open: now < window.endsAt,
      href: `/org/objections/${number}/challenge?stage=${window.stage}${window.lot ? `&lot=${window.lot}` : ''}`,
      filed: filed.find((one) => one.stage === window.stage && one.awardId === window.awardId && counts(one.state)),
    }));
    const data = {
      notice,
      lines,
      filed: filed.map((one) => ({ ...one, colour: challengeColours[one.state] })),
      asked: asked.map((one) => ({ ...one, colour: enquiryColours[one.state] })),
    };
    this.views.page(request, reply, 'objections/room', data, { title: { key: 'objections.roomTitle' }, back: toNotice(notice) });
  }

  @Get('enquiry')
  async askForm(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    supplier(request);
    await this.enquiryPage(request, reply, number, this.forms.open());
  }

  @Post('enquiry')
  async ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = supplier(request);
    const notice = await this.notice(number);
    await this.forms.handle(request, reply, {
      input: AskEnquiry,
      act: async (input) => `/org/enquiries/${(await this.enquiries.ask(actor, notice.id, input)).id}?done=enquiry-asked`,
      again: (form) => this.enquiryPage(request, reply, number, form),
    });
  }

  @Get('challenge')
  async open(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('number') number: string,
    @Query('stage') stage?: string,
    @Query('lot') lot?: string,
  ): Promise<void> {
    const actor = supplier(request);
    const own = found(await this.organizations.byId(actor.organizationId), 'organization');
    const values = {
      stage: stageOf(stage),
      ...(lot ? { lot } : {}),
      'petitioner.contact': actor.name,
      'petitioner.signatory': actor.name,
      'petitioner.authorised': 'no',
    };
    await this.challengePage(request, reply, number, this.forms.open(values), own.name);
  }

  @Post('challenge')
  async file(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = supplier(request);
    const notice = await this.notice(number);
    const own = found(await this.organizations.byId(actor.organizationId), 'organization');
    const again = (form: FormState): Promise<void> => this.challengePage(request, reply, number, form, own.name);
    const sent = await petitionOf(request, again);
    if (!sent) return;
    await this.forms.handle(request, reply, {
      input: FileChallenge,
      act: async (input) => {
        const evidence = sent.file ? [(await this.files.upload(actor, sent.file)).id] : [];
        const { id } = await this.challenges.file(actor, notice.id, { ...input, evidence });
        return `/org/challenges/${id}?done=challenge-filed`;
      },
      again,
    });
  }

  private async challengePage(request: PageRequest, reply: PageReply, number: string, form: FormState, provider: string): Promise<void> {
    const actor = supplier(request);
    const notice = await this.notice(number);
    const windows = await this.windows.of(actor, notice.id);
    const stage = stageOf(form.values.stage);
    const takes = await this.windows.takes(actor, notice.id);
    const ofStage = windows.filter((one) => one.stage === stage && !standingFor(stage, takes, one.lot));
    const window = ofStage.find((one) => !form.values.lot || one.lot === form.values.lot) ?? windows.find((one) => one.stage === stage);
    const data = {
      form,
      notice,
      provider,
      stage,
      lot: form.values.lot ?? null,
      lots: ofStage.length > 1 ? ofStage.map((one) => lotItem(one, notice)) : null,
      window,
      closed: !window || (await this.database.now()) >= window.endsAt,
      points: rowsFor(form, 'points', (request.query as { rows?: unknown }).rows, 2),
      accept: acceptedEndings,
      action: `/org/objections/${number}/challenge`,
      yesNo: signers,
    };
    this.views.page(request, reply, 'objections/challenge-form', data, {
      title: { key: `objections.fileTitle.${stage}` },
      back: { href: `/org/objections/${number}`, title: { key: 'objections.roomTitle' } },
    });
  }

  private async enquiryPage(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const notice = await this.notice(number);
    this.views.page(
      request,
      reply,
      'objections/enquiry-form',
      { form, notice },
      {
        title: { key: 'objections.askTitle' },
        back: { href: `/org/objections/${number}`, title: { key: 'objections.roomTitle' } },
      },
    );
  }

  private async notice(number: string): Promise<NoticeView> {
    return found(await this.notices.byNumber(number), 'procedure');
  }
}

const supplier = (request: PageRequest): Actor => actorAs(request, 'provider_admin', 'project_lead', 'provider_finance');
const stageOf = (asked: unknown): Stage => stages.find((stage) => stage === asked) ?? 'result';
const counts = (state: string): boolean => state !== 'refused' && state !== 'withdrawn';
/** One lot to choose among those whose result may be challenged. */
const lotItem = ({ lot }: Window, { content }: NoticeView) => ({
  value: lot ?? '',
  text: { key: 'objections.lotChoice', facts: { no: lot ?? '', name: content.lots?.find(({ id }) => id === lot)?.name ?? '' } },
});
const toNotice = ({ number, title }: NoticeView) => ({ href: `/notices/${number}`, title });
