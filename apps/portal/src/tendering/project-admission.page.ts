import { Controller, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Admissions, DrawInput, PriorInput, PriorNotices, ReargumentInput, ReviewInput, Reviews } from '#tendering';
import { actorAs, type FormDoor, Forms, type PageReply, type PageRequest } from '../kit/index.js';
import { ReviewView } from './review.view.js';

/** Between submission and publication: opinions on the requirement, the draw, the notice of a single source. */
@Controller('buy/projects/:id')
export class ProjectAdmissionPages {
  constructor(
    private readonly reviews: Reviews,
    private readonly admissions: Admissions,
    private readonly priors: PriorNotices,
    private readonly view: ReviewView,
    private readonly forms: Forms,
  ) {}

  @Post('opinions')
  opine(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.send(request, reply, id, ReviewInput, (actor, input) => this.reviews.give(actor, id, input), 'reviewed');
  }

  @Post('draw')
  draw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.send(request, reply, id, DrawInput, (actor, input) => this.admissions.draw(actor, id, input), 'drawn');
  }

  @Post('prior-notice')
  publish(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.send(request, reply, id, PriorInput, (actor, input) => this.priors.publish(actor, id, input), 'prior');
  }

  @Post('objections/:objection')
  reargue(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('objection', ParseUUIDPipe) objection: string,
  ): Promise<void> {
    return this.send(request, reply, id, ReargumentInput, (actor, input) => this.priors.reargue(actor, objection, input), 'reargued');
  }

  private send<Input extends object>(
    request: PageRequest,
    reply: PageReply,
    id: string,
    input: FormDoor<Input>['input'],
    work: (actor: Actor, input: Input) => Promise<unknown>,
    done: string,
  ): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input,
      act: async (answers) => {
        await work(actor, answers);
        return `/buy/projects/${id}/review?done=notice-${done}`;
      },
      again: (form) => this.view.show(request, reply, id, form),
    });
  }
}
