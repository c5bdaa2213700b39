import { Body, Controller, Delete, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Put, Req, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#kernel';
import {
  AccountQueries,
  ChooseOrganization,
  ConfirmInput,
  type CurrentSession as Session,
  type SignedIn,
  Sessions,
  SignInInput,
} from '#identity';
import { organizationView, OrganizationQueries } from '#organizations';
import { CurrentActor, CurrentSession } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { BeforeEnrolment, Public } from '../public.decorator.js';
import { PasswordGuard } from './password.strategy.js';

@ApiTags('identity')
@Controller('api/v1/sessions')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: AccountQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Neither the key's table nor a log ever sees the token: that is why this needs no Idempotency-Key. */
  @Post()
  @Public()
  @Repeatable()
  @UseGuards(PasswordGuard)
  @ApiOperation({ summary: 'Sign in; the answer carries a bearer token' })
  @ApiBody({ type: SignInInput })
  start(@Req() request: FastifyRequest & { user?: SignedIn }): object {
    const { token, expiresAt, actor, organization, choices, enrolled } = request.user!;
    return {
      token,
      expiresAt,
      person: { id: actor.personId, name: actor.name },
      organization: organizationView(organization),
      roles: actor.roles,
      organizations: choices.map(({ id, name, uscc }) => ({ id, name, uscc })),
      secondFactor: enrolled,
    };
  }

  @Get('current')
  @BeforeEnrolment()
  @ApiOperation({ summary: 'Who is signed in, for whom, until when' })
  async current(@CurrentActor() actor: Actor, @CurrentSession() session: Session): Promise<object> {
    const organization = await this.organizations.byId(actor.organizationId);
    return {
      id: session.id,
      kind: session.kind,
      expiresAt: session.expiresAt,
      confirmedAt: actor.confirmedAt,
      secondFactor: session.enrolled,
      person: { id: actor.personId, name: actor.name },
      organization: organization && organizationView(organization),
      roles: actor.roles,
    };
  }

  @Get()
  @ApiOperation({ summary: 'Own sessions' })
  async list(@CurrentActor() actor: Actor, @CurrentSession() session: Session): Promise<object> {
    return { data: await this.accounts.sessions(actor, session.id), page: { next: null } };
  }

  @Delete('current')
  @Repeatable()
  @BeforeEnrolment()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  async end(@Headers('authorization') authorization: string): Promise<void> {
    await this.sessions.end(tokenIn(authorization));
  }

  @Delete(':id')
  @Repeatable()
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your own sessions' })
  async endOne(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.sessions.endOwn(actor, id);
  }

  @Post('current/confirmation')
  @Repeatable()
  @HttpCode(200)
  @ApiOperation({ summary: 'Prove again who you are, before a grave act' })
  async confirm(@Headers('authorization') authorization: string, @Body() input: ConfirmInput): Promise<object> {
    return {
      confirmedAt: await this.sessions.confirm(tokenIn(authorization), input.password, input.totp?.replace(/\s/g, '')),
    };
  }

  @Put('current/organization')
  @Repeatable()
  @ApiOperation({ summary: 'Act for another of your organizations' })
  async choose(@CurrentActor() actor: Actor, @CurrentSession() session: Session, @Body() input: ChooseOrganization): Promise<object> {
    await this.sessions.choose(actor, session.id, input.organizationId);
    return { organizationId: input.organizationId };
  }
}

const tokenIn = (authorization: string): string => authorization.replace(/^Bearer /i, '');
