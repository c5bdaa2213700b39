import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { confirmedWithin, refuse, Refused } from '#kernel';
import { officeOf } from '#custody';
import { OrganizationQueries } from '#organizations';
import { check, Database, sentence } from '#platform';
import { ContributeToOpening, Contributions, DeclineOpening, Declines, Minutes, Shares, SignMinutes } from '#bidding';
import type { SignedRequest } from '../../../api/src/actor.decorator.js';
import { readForm } from '../../../api/src/documents/upload.js';
import { OpeningDesk } from '../bidding/opening.data.js';
import { sendJson } from '../bidding/send-json.js';
import {
  actorAs,
  actorOf,
  answerScript,
  type FormState,
  Forms,
  languageOf,
  localized,
  type PageReply,
  type PageRequest,
  refusedForm,
  scriptData,
  Views,
} from '../kit/index.js';
import { ceremonyMessages } from './ceremony.messages.js';
import { toConfirm } from './key-end.page.js';

/** A key holder's part in an opening: the own shares, what is given for them, the signature under the minutes. */
@Controller('keys/openings/:id')
export class HolderOpeningPages {
  constructor(
    private readonly desk: OpeningDesk,
    private readonly shares: Shares,
    private readonly contributions: Contributions,
    private readonly declines: Declines,
    private readonly minutes: Minutes,
    private readonly organizations: OrganizationQueries,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Get('shares')
  ownShares(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return answerScript(request, reply, () => this.shares.of(actorOf(request), id));
  }

  /** The same to take to another computer. */
  @Get('shares.json')
  async sharesFile(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, `/keys/openings/${id}`);
    sendJson(reply, `shares-${id}.json`, await this.shares.of(actor, id));
  }

  @Post('contributions')
  @HttpCode(200)
  async contribute(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await answerScript(request, reply, () =>
      this.contributions.contribute(actorOf(request), id, check(ContributeToOpening, (request.body ?? {}) as object)),
    );
  }

  /** What the command line made of the shares, for holders whose key lives on another computer. */
  @Post('file')
  async contributeFile(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, `/keys/openings/${id}`);
    try {
      const { file } = await readForm(request);
      if (!file) throw new Refused(refuse('invalid', 'file.none', {}, [{ field: 'file', code: 'file.none' }]));
      await this.contributions.contribute(actor, id, check(ContributeToOpening, contributionsIn(file.bytes)));
      await reply
        .status(303)
        .header('location', localized(languageOf(request), `/keys/openings/${id}?done=keyGiven`))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.kind === 'absent') throw caught;
      await this.show(request, reply, id, refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    }
  }

  @Post('decline')
  async decline(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, `/keys/openings/${id}`);
    await this.forms.handle(request, reply, {
      input: DeclineOpening,
      act: async (input) => {
        await this.declines.decline(actor, id, input);
        return `/keys/openings/${id}?done=openingDeclined`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Post('minutes')
  async sign(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, `/keys/openings/${id}`);
    await this.forms.handle(request, reply, {
      input: SignMinutes,
      act: async (input) => {
        await this.minutes.sign(actor, id, input);
        return `/keys/openings/${id}?done=minutesSigned`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'key_holder');
    const { opening, data } = await this.desk.of(request, actor, id);
    const unit = await this.organizations.byId(actor.organizationId);
    const holder = opening.holders.find((one) => one.office === (unit && officeOf(unit.kind)));
    const office = holder?.office;
    const came = opening.attended.some((one) => one.office === office);
    const here = `/keys/openings/${id}`;
    const facts = { procedure: id, recipient: holder?.recipient };
    const { session } = request as unknown as SignedRequest;
    const waits = opening.state === 'sealed' && office !== undefined && !came;
    const declined = opening.declined.some((one) => one.office === office);
    const signed = opening.minutes?.signatures.some((one) => one.office === office);
    this.views.page(
      request,
      reply,
      'bidding/opening',
      {
        ...data,
        form,
        enrolled: session?.enrolled,
        script: scriptData(request, ceremonyMessages, 'custody.js.', facts),
        contribute: waits,
        decline: waits && !declined ? `${here}/decline` : null,
        waitsForOther: opening.state === 'sealed' && came && !opening.ownKeys,
        sign: opening.minutes && came && !signed ? `${here}/minutes` : null,
        giveHref: here,
      },
      {
        title: { key: opening.round === 2 ? 'bidding.openingLast' : 'bidding.opening' },
        back: { href: '/keys', title: { key: 'custody.desk' } },
        scripts: ['opening'],
      },
    );
  }
}

function contributionsIn(bytes: Buffer): object {
  try {
    return JSON.parse(bytes.toString('utf8')) as object;
  } catch {
    throw new Refused(refuse('invalid', 'input.not-json', {}, [{ field: 'file', code: 'input.not-json' }]));
  }
}
