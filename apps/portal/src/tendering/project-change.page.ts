import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { absent, type Actor } from '#kernel';
import { Database } from '#platform';
import {
  AbandonmentService,
  CorrectionService,
  type Desk,
  DeskQueries,
  ExtensionInput,
  Figures,
  methodRules,
  OfficialInput,
  PublicationService,
  ReasonInput,
  SuspensionService,
} from '#tendering';
import { actorAs, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { allowedActs, headOf } from './project.data.js';
import { localMinute } from './task.values.js';

const acts = ['extend', 'suspend', 'resume', 'cancel', 'abandon', 'official'] as const;
type Act = (typeof acts)[number];

/** Small forms about a published notice: move the deadline, stop, go on, end, record the official publication. */
@Controller('buy/projects/:id')
export class ProjectChangePages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly corrections: CorrectionService,
    private readonly suspension: SuspensionService,
    private readonly publication: PublicationService,
    private readonly abandonment: AbandonmentService,
    private readonly figures: Figures,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get([...acts])
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const now = await this.database.now();
    const act = actIn(request);
    await this.show(request, reply, id, act, this.forms.open(act === 'official' ? { publishedAt: localMinute(now) } : {}));
  }

  @Post([...acts])
  send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const act = actIn(request);
    const again = (form: FormState): Promise<void> => this.show(request, reply, id, act, form);
    const done = `/buy/projects/${id}?done=notice-${act}`;
    if (act === 'extend')
      return this.forms.handle(request, reply, {
        input: ExtensionInput,
        act: async (input) => (await this.corrections.extend(actor, id, input), done),
        again,
      });
    if (act === 'official')
      return this.forms.handle(request, reply, {
        input: OfficialInput,
        act: async (input) => (await this.publication.recordOfficial(actor, id, input), done),
        again,
      });
    if (act === 'abandon')
      return this.forms.handle(request, reply, {
        input: ReasonInput,
        act: async (input) => (await this.abandonment.abandon(actor, id, input), done),
        again,
      });
    return this.forms.handle(request, reply, {
      input: ReasonInput,
      act: async (input) => (await this.suspension[act](actor, id, input), done),
      again,
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, act: Act, form: FormState): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const desk = await this.desk.of(actor, id);
    const { procedure } = desk;
    const now = await this.database.now();
    const { changeUntil } = this.figures.windows(procedure.method, now, procedure.ruleDay);
    const data = {
      form,
      head: headOf(procedure, now),
      act,
      extending: act === 'extend',
      recording: act === 'official',
      ending: act === 'cancel' || act === 'abandon',
      reasonHint: act === 'abandon' ? 'insideReason' : 'publicReason',
      allowed: mayDo(actor, desk, act),
      changeUntil,
      rule: this.figures
        .rulesOf(procedure.method, procedure.ruleDay)
        .find(({ key }) => key === methodRules[procedure.method].changeBefore)!,
      action: `/buy/projects/${id}/${act}`,
      hub: `/buy/projects/${id}`,
    };
    this.views.page(request, reply, 'tendering/project-change', data, {
      title: { key: `tendering.do.${act}` },
      back: { href: data.hub, title: { key: 'tendering.backToProject' } },
    });
  }
}

/** The last step of the address says what is to be done. */
function actIn(request: PageRequest): Act {
  const last = request.url.split('?', 1)[0]!.split('/').at(-1);
  const act = acts.find((known) => known === last);
  if (!act) throw absent('page');
  return act;
}

function mayDo(actor: Actor, desk: Desk, act: Act): boolean {
  return act === 'official' ? desk.procedure.version > 0 : allowedActs(actor, desk).has(act);
}
