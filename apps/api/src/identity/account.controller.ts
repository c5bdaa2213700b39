import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ensure, refuse } from '#kernel';
import {
  AccountQueries,
  Accounts,
  ApiTokens,
  ChangePassword,
  type CurrentSession as Session,
  FinishTotp,
  IssueApiToken,
  RegisterProvider,
  Registration,
  TotpService,
} from '#identity';
import { CurrentActor, CurrentSession } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { BeforeEnrolment, Public } from '../public.decorator.js';

@ApiTags('identity')
@Controller('api/v1')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly queries: AccountQueries,
    private readonly tokens: ApiTokens,
    private readonly totp: TotpService,
    private readonly registration: Registration,
  ) {}

  /** Carries a password, which no table may keep, and a second try meets a login that is taken: no key. */
  @Post('registrations')
  @Public()
  @Repeatable()
  @ApiOperation({ summary: 'Register a provider with the account of its administrator' })
  register(@Body() input: RegisterProvider): Promise<object> {
    return this.registration.provider(input);
  }

  @Get('account')
  @BeforeEnrolment()
  @ApiOperation({ summary: 'Own account' })
  own(@CurrentActor() actor: Actor): Promise<object> {
    return this.queries.own(actor);
  }

  @Put('account/password')
  @Repeatable()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change the own password; other sessions end' })
  async changePassword(@CurrentActor() actor: Actor, @CurrentSession() session: Session, @Body() input: ChangePassword): Promise<void> {
    byPerson(session);
    await this.accounts.changePassword(actor, session.id, input);
  }

  @Post('account/second-factor')
  @Repeatable()
  @BeforeEnrolment()
  @ApiOperation({ summary: 'Begin enrolling a second factor (TOTP)' })
  begin(@CurrentActor() actor: Actor, @CurrentSession() session: Session): Promise<object> {
    byPerson(session);
    return this.totp.begin(actor);
  }

  @Put('account/second-factor')
  @Repeatable()
  @BeforeEnrolment()
  @HttpCode(204)
  @ApiOperation({ summary: 'Finish enrolling with the first code' })
  async finish(@CurrentActor() actor: Actor, @CurrentSession() session: Session, @Body() input: FinishTotp): Promise<void> {
    byPerson(session);
    await this.totp.finish(actor, input.code.replace(/\s/g, ''));
  }

  @Get('api-tokens')
  @ApiOperation({ summary: 'Own API tokens' })
  async list(@CurrentActor() actor: Actor): Promise<object> {
    return { data: await this.queries.tokens(actor), page: { next: null } };
  }

  @Post('api-tokens')
  @Repeatable()
  @ApiOperation({ summary: 'Issue an API token; it is shown this once' })
  issue(@CurrentActor() actor: Actor, @CurrentSession() session: Session, @Body() input: IssueApiToken): Promise<object> {
    byPerson(session);
    return this.tokens.issue(actor, input);
  }

  @Delete('api-tokens/:id')
  @Repeatable()
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API token' })
  async revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.tokens.revoke(actor, id);
  }
}

/** A program's token changes nothing about the account it belongs to: it could make itself last. */
function byPerson(session: Session): void {
  ensure(session.kind === 'token' ? refuse('forbidden', 'identity.token-cannot-confirm') : undefined);
}
