import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { Refused } from '#kernel';
import { check } from '#platform';
import { AccountQueries, ApiTokens, IssueApiToken, Sessions } from '#identity';
import { OrganizationQueries } from '#organizations';
import { actorOf, answers, type FormState, Forms, keyOf, nested, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { sessionOf } from './account.page.js';
import { NoAnswers } from './no-answers.input.js';
import { SecretForms } from './secret-form.js';

const back = { href: '/account', title: { key: 'site.account' } };

/** What opens the door in my name: sessions and API tokens. */
@Controller('account')
export class AccessPages {
  constructor(
    private readonly queries: AccountQueries,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get('sessions')
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const rows = await this.queries.sessions(actorOf(request), sessionOf(request).id);
    const known = await this.organizations.byIds(rows.map(({ organizationId }) => organizationId));
    const sessions = rows.map((row) => ({
      ...row,
      organization: known.get(row.organizationId)?.name,
      device: deviceOf(row.agent),
    }));
    this.views.page(
      request,
      reply,
      'identity/sessions',
      { sessions, others: rows.length > 1 },
      { title: { key: 'identity.sessions' }, back },
    );
  }

  @Post('sessions/others/end')
  endOthers(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.sessions.endOthers(actorOf(request), sessionOf(request).id);
        return '/account/sessions?done=session-ended';
      },
      again: () => this.list(request, reply),
    });
  }

  @Post('sessions/:id/end')
  endOne(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.sessions.endOwn(actorOf(request), id);
        return '/account/sessions?done=session-ended';
      },
      again: () => this.list(request, reply),
    });
  }

  @Get('tokens')
  tokenList(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.tokensPage(request, reply, this.forms.open({ days: '30' }), null);
  }

  /** Answers with the token itself and no redirect: this page is the only place that ever shows it. */
  @Post('tokens')
  async issue(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    try {
      const input = check(IssueApiToken, nested(answers(request.body)));
      const { token } = await this.tokens.issue(actorOf(request), input, keyOf(request.body));
      await this.tokensPage(request, reply, this.forms.open({ days: '30' }), token);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await this.secretForms.again(request, error, (form) => this.tokensPage(request, reply, form, null));
    }
  }

  @Post('tokens/:id/revoke')
  revoke(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.tokens.revoke(actorOf(request), id);
        return '/account/tokens?done=token-revoked';
      },
      again: (form) => this.tokensPage(request, reply, form, null),
    });
  }

  private async tokensPage(request: PageRequest, reply: PageReply, form: FormState, issued: string | null): Promise<void> {
    const rows = await this.queries.tokens(actorOf(request));
    const known = await this.organizations.byIds(rows.map(({ organizationId }) => organizationId));
    const now = new Date();
    const tokens = rows.map((row) => ({
      ...row,
      organization: known.get(row.organizationId)?.name,
      state: row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'valid',
      colour: row.revokedAt || row.expiresAt <= now ? 'grey' : 'green',
    }));
    this.views.page(request, reply, 'identity/tokens', { form, issued, tokens }, { title: { key: 'identity.tokens' }, back });
  }
}

/** "Chrome · Windows": enough to know one's own machine again. */
function deviceOf(agent: string | null): string | null {
  if (!agent) return null;
  const browser = /(Edg|Firefox|Chrome|Safari|MicroMessenger|curl)/.exec(agent.replace(/Chrome.*?(Edg|MicroMessenger)/, '$1'))?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  return [browser?.replace('Edg', 'Edge').replace('MicroMessenger', '微信'), system].filter(Boolean).join(' · ') || agent.slice(0, 40);
}
