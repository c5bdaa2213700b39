import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { AwardRefusals, RefuseAward } from '#contracts';
import { found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { sentence } from '#platform';
import { NoticeQueries } from '#tendering';
import { actorOf, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';

type Area = 'buy' | 'org';

/** The winner gives the award up, or the buyer takes its silence for that; the page says what follows before it is done. */
@Controller()
export class AwardRefusalPages {
  constructor(
    private readonly refusals: AwardRefusals,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(['org/awards/:id/refusal', 'buy/awards/:id/refusal'])
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.ask(request, reply, id, this.forms.open());
  }

  @Post(['org/awards/:id/refusal', 'buy/awards/:id/refusal'])
  refuse(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const area = areaOf(request);
    return this.forms.handle(request, reply, {
      input: RefuseAward,
      act: async (input) => {
        await this.refusals.refuse(actorOf(request), id, input);
        return `/${area}?done=award-refused`;
      },
      again: (form) => this.ask(request, reply, id, form),
    });
  }

  private async ask(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const area = areaOf(request);
    const award = await this.refusals.show(actorOf(request), id);
    const notice = found(await this.notices.byId(award.procedureId), 'notice');
    const { barrier } = award;
    const data = {
      form,
      area,
      award,
      notice,
      provider: await this.organizations.byId(award.providerId),
      here: `/${area}/awards/${id}/refusal`,
      barrier: barrier ? sentence(barrier.code, barrier.facts, languageOf(request)) : null,
    };
    this.views.page(request, reply, 'contracts/award-refusal', data, {
      title: { key: `contracts.refusal.${area}` },
      back: { href: `/${area}/contracts`, title: { key: 'contracts.ours' } },
    });
  }
}

const areaOf = ({ url }: PageRequest): Area => (/^\/(?:en\/)?buy\//.test(url) ? 'buy' : 'org');
