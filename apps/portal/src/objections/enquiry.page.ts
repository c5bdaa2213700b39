import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { AnswerEnquiry, ChallengeDesk, challengePolicy, EnquiryQueries, EnquiryService } from '#objections';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { enquiryColours } from './objection.colours.js';

type Area = 'buy' | 'org' | 'oversight';

/** Nothing to fill in. */
class Nothing {}

/** One enquiry as each side follows it; the buyer's desk answers. */
@Controller()
export class EnquiryPages {
  constructor(
    private readonly queries: EnquiryQueries,
    private readonly enquiries: EnquiryService,
    private readonly desk: ChallengeDesk,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(['org/enquiries/:id', 'buy/enquiries/:id', 'oversight/enquiries/:id'])
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post('buy/enquiries/:id/hold')
  hold(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: Nothing,
      act: async () => {
        await this.enquiries.hold(actor, id);
        return `/buy/enquiries/${id}?done=enquiry-held`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Post('buy/enquiries/:id/answer')
  answer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AnswerEnquiry,
      act: async (input) => {
        await this.enquiries.answer(actor, id, input);
        return `/buy/enquiries/${id}?done=enquiry-answered`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const area = /^\/(?:en\/)?(buy|org|oversight)\//.exec(request.url)?.[1] as Area;
    const enquiry = await this.queries.byId(actor, id);
    const atDesk = area === 'buy' && challengePolicy.examine(actor, enquiry) && enquiry.state !== 'answered';
    const handlers = atDesk ? await this.desk.handlersOf(enquiry) : [];
    const parties = { departmentId: enquiry.departmentId, providerId: enquiry.askerId, examinedBy: null, handlers };
    const data = {
      form,
      area,
      enquiry,
      colour: enquiryColours[enquiry.state],
      here: `/${area}/enquiries/${id}`,
      toHold: atDesk && enquiry.state === 'asked',
      toAnswer: atDesk && challengePolicy.answer(actor, parties),
      whyNot: atDesk && !challengePolicy.answer(actor, parties),
    };
    this.views.page(request, reply, 'objections/enquiry', data, {
      title: { key: 'objections.enquiryNo', facts: { number: enquiry.number } },
      back: { href: `/${area}/enquiries`, title: { key: 'objections.enquiries' } },
    });
  }
}
