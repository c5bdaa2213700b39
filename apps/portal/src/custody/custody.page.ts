import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { found, has } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Config, check } from '#platform';
import { ConfirmInput, Sessions } from '#identity';
import { AskChallenge, EnrolKey, type KeyHolder, KeyHolderQueries, KeyHolders, keyHolderView, officeOf } from '#custody';
import type { SignedRequest } from '../../../api/src/actor.decorator.js';
import { Public } from '../../../api/src/public.decorator.js';
import { sessionCookie } from '../../../api/src/session-cookie.js';
import { actorAs, actorOf, answerScript, listView, type PageReply, type PageRequest, readList, scriptData, Views } from '../kit/index.js';
import { Packer } from '../bidding/packer.js';
import { ceremonyMessages } from './ceremony.messages.js';
import { HoldersBoxes } from './holders-boxes.js';

/** The desk of key holders, the making of a key, and the public list of keys. */
@Controller()
export class CustodyPages {
  constructor(
    private readonly holders: KeyHolders,
    private readonly queries: KeyHolderQueries,
    private readonly organizations: OrganizationQueries,
    private readonly boxes: HoldersBoxes,
    private readonly packer: Packer,
    private readonly sessions: Sessions,
    private readonly config: Config,
    private readonly views: Views,
  ) {}

  @Get('keys')
  async desk(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'key_holder', 'approver', 'finance_approver', 'supervisor');
    const keys = await this.queries.ofUnit(actor.organizationId);
    const active = keys.find(({ state }) => state === 'active');
    const boxes = has(actor, 'key_holder') ? await this.boxes.waiting(actor) : [];
    const data = {
      active,
      own: active?.personId === actor.personId,
      holder: has(actor, 'key_holder'),
      leads: has(actor, 'approver', 'finance_approver', 'supervisor'),
      mayEnrol: has(actor, 'key_holder') && (!active || active.personId === actor.personId),
      first: boxes[0],
      boxes,
      earlier: keys.filter(({ state }) => state !== 'active').map(lineOf),
    };
    this.views.page(request, reply, 'custody/desk', data, { title: { key: 'custody.desk' } });
  }

  @Get('keys/new')
  async ceremony(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'key_holder');
    const unit = found(await this.organizations.byId(actor.organizationId), 'organization');
    const office = officeOf(unit.kind);
    const { session } = request as unknown as SignedRequest;
    const facts = { unit: unit.name, holder: actor.name };
    const data = {
      unit: unit.name,
      holder: actor.name,
      office,
      enrolled: session?.enrolled,
      script: scriptData(request, ceremonyMessages, 'custody.js.', facts),
      now: new Date(),
    };
    this.views.page(request, reply, 'custody/ceremony', data, {
      title: { key: 'custody.ceremony' },
      back: { href: '/keys', title: { key: 'custody.desk' } },
      scripts: ['custody'],
    });
  }

  @Post('keys/challenges')
  @HttpCode(200)
  challenge(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return answerScript(request, reply, () => this.holders.challenge(actorOf(request), check(AskChallenge, bodyOf(request))));
  }

  @Post('keys/enrolment')
  @HttpCode(200)
  enrol(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return answerScript(request, reply, async () =>
      keyHolderView(await this.holders.enrol(actorOf(request), check(EnrolKey, bodyOf(request)))),
    );
  }

  /** Proves again who is there, without leaving the page on which a key was just made. */
  @Post('keys/confirmation')
  @HttpCode(200)
  confirm(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return answerScript(request, reply, async () => {
      actorOf(request);
      const { password, totp } = check(ConfirmInput, bodyOf(request));
      return { confirmedAt: await this.sessions.confirm(sessionCookie(this.config, request)!, password, totp?.replace(/\s/g, '')) };
    });
  }

  @Get('key-holders')
  @Public()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const list = readList(request, { path: '/key-holders', filters: [], sorts: [] });
    const { items, next } = await this.queries.list({ after: list.after, limit: list.size });
    const rows = items.map(lineOf);
    this.views.page(
      request,
      reply,
      'custody/list',
      { list: listView(list, { rows, next }), packer: this.packer.sha256 },
      {
        title: { key: 'custody.list' },
        alternates: [{ type: 'application/json', href: '/api/v1/key-holders' }],
      },
    );
  }
}

const bodyOf = (request: PageRequest): object => (request.body ?? {}) as object;

/** What everybody may know of a key: its unit, no name. */
const lineOf = ({ id, unit, office, recipient, madeAt, state, endedAt }: KeyHolder) => ({
  id,
  unit,
  office: { key: `custody.office.${office}` },
  recipient,
  madeAt,
  endedAt,
  state: { key: `custody.state.${state}` },
  colour: state === 'active' ? 'green' : 'grey',
});
