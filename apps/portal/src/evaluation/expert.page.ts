import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { EnrolExpert, ExpertRegister } from '#evaluation';
import { OrganizationQueries } from '#organizations';
import { actorAs, Forms, type FormState, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';

/** The register of experts, kept by operators. */
@Controller('operator/experts')
export class ExpertPages {
  constructor(
    private readonly register: ExpertRegister,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.page(request, reply, this.forms.open());
  }

  @Post()
  enrol(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'operator');
    return this.forms.handle(request, reply, {
      input: EnrolExpert,
      act: async (input) => {
        await this.register.enrol(actor, input);
        return '/operator/experts?done=eval-enrolled';
      },
      again: (form) => this.page(request, reply, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    actorAs(request, 'operator');
    const query = readList(request, { path: '/operator/experts', filters: [], sorts: [] });
    const { items, next } = await this.register.list({ after: query.after, limit: query.size });
    const names = await this.organizations.byIds(items.map(({ organizationId }) => organizationId));
    const rows = items.map((one) => ({ ...one, organization: names.get(one.organizationId)?.name ?? one.organizationId }));
    const states = ['yes', 'no'].map((value) => ({ value, text: { key: `evaluation.active.${value}` } }));
    this.views.page(
      request,
      reply,
      'evaluation/experts',
      { form, rows, states, list: listView(query, { rows, next }) },
      { title: { key: 'evaluation.experts' } },
    );
  }
}
