import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LeaveAgreement, MembershipService, RemoveEntrant, ReviewApplication } from '#frameworks';
import type { Actor } from '#kernel';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('frameworks')
@Controller('api/v1/framework-entrants')
export class EntrantController {
  constructor(private readonly members: MembershipService) {}

  @Post(':id/review')
  @HttpCode(204)
  @ApiOperation({ summary: 'Approve or refuse an application (handler, approver)' })
  review(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReviewApplication): Promise<void> {
    return this.members.review(actor, id, input);
  }

  @Post(':id/announcement')
  @HttpCode(204)
  @ApiOperation({ summary: 'Announce an approved application: the provider is in (handler, approver)' })
  announce(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.announce(actor, id);
  }

  @Post(':id/leaving')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave an open agreement, or take an application back (provider_admin)' })
  leave(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: LeaveAgreement): Promise<void> {
    return this.members.leave(actor, id, input);
  }

  @Post(':id/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let an entrant go for a good reason (approver)' })
  release(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: LeaveAgreement): Promise<void> {
    return this.members.release(actor, id, input);
  }

  @Post(':id/removal')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put an entrant out on a ground of the law, after hearing it (approver)' })
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RemoveEntrant): Promise<void> {
    return this.members.remove(actor, id, input);
  }

  @Post(':id/ending')
  @HttpCode(204)
  @ApiOperation({ summary: 'Announce that an entrant is no longer in (handler, approver)' })
  announceEnd(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.members.announceEnd(actor, id);
  }
}
