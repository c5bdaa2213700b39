import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { AnswerEnquiry, AskEnquiry, EnquiryQueries, enquiryRowView, EnquiryService, enquiryView } from '#objections';
import { CurrentActor } from '../actor.decorator.js';
import { ListChallenges } from './challenge-list.input.js';

@ApiTags('objections')
@Controller('api/v1')
export class EnquiryController {
  constructor(
    private readonly enquiries: EnquiryService,
    private readonly queries: EnquiryQueries,
  ) {}

  @Get('enquiries')
  @ApiOperation({ summary: 'Enquiries your organization made or has to answer; all of them for supervisors' })
  async list(@CurrentActor() actor: Actor, @Query() { procedure, ...page }: ListChallenges): Promise<object> {
    const { items, next } = await this.queries.list(actor, { ...page, procedureId: procedure });
    return { data: items.map(enquiryRowView), page: { next } };
  }

  @Get('enquiries/:id')
  @ApiOperation({ summary: 'One enquiry' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return enquiryRowView(await this.queries.byId(actor, id));
  }

  @Post('procedures/:id/enquiries')
  @ApiOperation({ summary: 'Ask the buyer about a procedure' })
  async ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AskEnquiry): Promise<object> {
    return enquiryView(await this.enquiries.ask(actor, id, input));
  }

  @Post('enquiries/:id/hold')
  @HttpCode(200)
  @ApiOperation({ summary: 'An enquiry that may change the result holds the award until its answer' })
  async hold(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return enquiryView(await this.enquiries.hold(actor, id));
  }

  @Post('enquiries/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer an enquiry' })
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnswerEnquiry): Promise<object> {
    return enquiryView(await this.enquiries.answer(actor, id, input));
  }
}
