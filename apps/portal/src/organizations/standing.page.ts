import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { acts, authorize, found } from '#kernel';
import { JudgeStanding, mayJudgeStanding, OrganizationQueries, OrganizationService, standingLifecycle } from '#organizations';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views, WorkspaceLinks } from '../kit/index.js';

/** A supervisor enters what a register published about an organization. */
@Controller('oversight/organizations')
export class StandingPages {
  constructor(
    private readonly organizations: OrganizationQueries,
    private readonly service: OrganizationService,
    private readonly views: Views,
    private readonly forms: Forms,
    links: WorkspaceLinks,
  ) {
    links.add('oversight', {
      key: 'organizations.oversight',
      href: '/organizations',
      hint: 'organizations.oversight.hint',
    });
  }

  @Get(':uscc')
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('uscc') uscc: string): Promise<void> {
    return this.show(request, reply, uscc, this.forms.open());
  }

  @Post(':uscc')
  send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('uscc') uscc: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: JudgeStanding,
      act: async (input) => {
        const { id } = found(await this.organizations.byUscc(uscc), 'organization');
        await this.service.judge(actor, id, input);
        return `/organizations/${uscc}?done=standing`;
      },
      again: (form) => this.show(request, reply, uscc, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, uscc: string, form: FormState): Promise<void> {
    const organization = found(await this.organizations.byUscc(uscc), 'organization');
    authorize(mayJudgeStanding, actorOf(request), organization);
    const items = acts(standingLifecycle, organization.standing).map((act) => ({
      value: act,
      text: { key: `organizations.act.${act}` },
      hint: { key: `organizations.act.${act}.means` },
    }));
    const back = { href: `/organizations/${uscc}`, title: organization.name };
    this.views.page(request, reply, 'organizations/judge', { form, organization, items }, { title: { key: 'organizations.judge' }, back });
  }
}
