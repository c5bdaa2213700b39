import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found, has } from '#kernel';
import { KeyHolderQueries } from '#custody';
import { NoticeQueries, ReasonInput, RekeyingInput, RekeyingService } from '#tendering';
import { actorAs, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** The keys of a running competition: whose they are, and new ones when two are out of use before the deadline. */
@Controller('buy/projects/:id/keys')
export class ProjectKeysPages {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly queries: KeyHolderQueries,
    private readonly rekeying: RekeyingService,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, this.forms.open());
  }

  @Post('request')
  async ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver');
    await this.forms.handle(request, reply, {
      input: ReasonInput,
      act: async (input) => {
        await this.rekeying.ask(actor, id, input);
        return `/buy/projects/${id}/keys?done=rekeyingAsked`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Post('renewal')
  async renew(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver');
    await this.forms.handle(request, reply, {
      input: RekeyingInput,
      act: async (input) => {
        await this.rekeying.renewKeys(actor, id, input);
        return `/buy/projects/${id}/keys?done=rekeyingDone`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const notice = found(await this.notices.byId(id), 'procedure');
    const own = notice.department.id === actor.organizationId;
    const named = notice.content.keyHolders ?? [];
    const known = await this.queries.byIds(named.map(({ holderId }) => holderId));
    const holders = named.map(({ office, unit, recipient, holderId }) => {
      const state = known.get(holderId)?.state ?? 'lost';
      const colour = state === 'active' ? 'green' : state === 'lost' ? 'red' : 'grey';
      return {
        office: { key: `custody.office.${office}` },
        unit,
        recipient,
        state: { key: `custody.state.${state}` },
        colour,
        gone: state !== 'active',
      };
    });
    const asked = own ? await this.rekeying.waiting(id) : null;
    const twoGone = holders.filter(({ gone }) => gone).length >= 2;
    const data = {
      form,
      notice,
      holders,
      asked,
      twoGone,
      mayAsk: own && twoGone && !asked && has(actor, 'handler'),
      mayRenew: own && asked !== null && has(actor, 'approver') && asked.askedBy !== actor.personId,
      here: `/buy/projects/${id}/keys`,
    };
    this.views.page(request, reply, 'custody/project-keys', data, {
      title: { key: 'custody.projectKeys' },
      back: { href: `/buy/projects/${id}`, title: { key: 'bidding.backToProject' } },
    });
  }
}
