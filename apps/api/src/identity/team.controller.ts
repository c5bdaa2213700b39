import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { Config } from '#platform';
import { AccountQueries, ChangeRoles, Invitations, InviteInput, Joining, Memberships, TakeInvitation } from '#identity';
import { CurrentActor } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { Public } from '../public.decorator.js';

@ApiTags('identity')
@Controller('api/v1')
export class TeamController {
  constructor(
    private readonly queries: AccountQueries,
    private readonly memberships: Memberships,
    private readonly invitations: Invitations,
    private readonly joining: Joining,
    private readonly config: Config,
  ) {}

  @Get('memberships')
  @ApiOperation({ summary: 'The team of your organization' })
  async list(@CurrentActor() actor: Actor): Promise<object> {
    return { data: await this.queries.team(actor, actor.organizationId), page: { next: null } };
  }

  @Put('memberships/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change the roles of a member' })
  async change(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ChangeRoles): Promise<void> {
    await this.memberships.change(actor, id, input.roles);
  }

  @Delete('memberships/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a membership' })
  async end(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.memberships.end(actor, id);
  }

  @Get('invitations')
  @ApiOperation({ summary: 'Invitations that still count' })
  async invited(@CurrentActor() actor: Actor): Promise<object> {
    return { data: await this.queries.invitations(actor, actor.organizationId), page: { next: null } };
  }

  /** The answer carries a secret link, which no table may keep. */
  @Post('invitations')
  @Repeatable()
  @ApiOperation({ summary: 'Invite somebody to your organization; answers a one-time link' })
  async invite(@CurrentActor() actor: Actor, @Body() input: InviteInput): Promise<object> {
    const { id, link } = await this.invitations.invite(actor, actor.organizationId, input);
    return { id, link: this.config.publicUrl + link };
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw an invitation' })
  async withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.invitations.withdraw(actor, id);
  }

  @Post('invitations/:token/acceptance')
  @Public()
  @Repeatable()
  @ApiOperation({ summary: 'Take up an invitation with a new account' })
  async take(@Param('token') token: string, @Body() input: TakeInvitation): Promise<object> {
    return { login: await this.joining.asNewPerson(token, input) };
  }

  @Post('password-resets/:token')
  @Public()
  @Repeatable()
  @ApiOperation({ summary: 'Set a new password by a one-time link' })
  async reset(@Param('token') token: string, @Body() input: TakeInvitation): Promise<object> {
    return { login: await this.joining.withNewPassword(token, input.password) };
  }
}
