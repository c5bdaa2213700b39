import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import {
  ContractQueries,
  ContractService,
  EndingService,
  FileContract,
  RejectContract,
  rejectionCodes,
  SigningService,
  TerminateContract,
  terminationCodes,
} from '#contracts';
import { absent, type Actor, confirmedWithin, ensure, refuse } from '#kernel';
import { Database } from '#platform';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { type DeskAct, deskActs, mayDo } from './desk.acts.js';
import { ownContract } from './desk.page.js';

type Area = 'buy' | 'org';

const codes: Partial<Record<DeskAct, readonly string[]>> = { rejection: rejectionCodes, termination: terminationCodes };

/** The acts on a contract, each a page of its own that says what it will do before it does. */
@Controller()
export class ContractActPages {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly drafts: ContractService,
    private readonly signing: SigningService,
    private readonly endings: EndingService,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('buy/contracts/:id/:act')
  buying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, act: known(act), area: 'buy' }, this.forms.open());
  }

  @Get('org/contracts/:id/:act')
  own(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, act: known(act), area: 'org' }, this.forms.open());
  }

  @Post('buy/contracts/:id/:act')
  doBuying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.do(request, reply, { id, act: known(act), area: 'buy' });
  }

  @Post('org/contracts/:id/:act')
  doOwn(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    return this.do(request, reply, { id, act: known(act), area: 'org' });
  }

  private do(request: PageRequest, reply: PageReply, at: { id: string; act: DeskAct; area: Area }): Promise<void> {
    const actor = actorOf(request);
    const { input, run } = this.doors[at.act];
    return this.forms.handle(request, reply, {
      input,
      act: async (given) => {
        await run(actor, at.id, given as never);
        return `/${at.area}/contracts/${at.id}?done=contract-${at.act}`;
      },
      again: (form) => this.ask(request, reply, at, form),
    });
  }

  /** Each act with what it takes and what it does. */
  private readonly doors: Readonly<
    Record<DeskAct, { input: new () => object; run: (actor: Actor, id: string, input: never) => Promise<unknown> }>
  > = {
    offer: { input: NoAnswers, run: (actor, id) => this.drafts.offer(actor, id) },
    signature: { input: NoAnswers, run: (actor, id) => this.signing.sign(actor, id) },
    rejection: { input: RejectContract, run: (actor, id, input) => this.drafts.reject(actor, id, input) },
    publication: { input: NoAnswers, run: (actor, id) => this.endings.publish(actor, id) },
    filing: { input: FileContract, run: (actor, id, input) => this.endings.file(actor, id, input) },
    completion: { input: NoAnswers, run: (actor, id) => this.endings.complete(actor, id) },
    termination: { input: TerminateContract, run: (actor, id, input) => this.endings.terminate(actor, id, input) },
  };

  private async ask(
    request: PageRequest,
    reply: PageReply,
    { id, act, area }: { id: string; act: DeskAct; area: Area },
    form: FormState,
  ): Promise<void> {
    const actor = actorOf(request);
    const contract = await ownContract(this.contracts, actor, id, area);
    if (!form.refusal) ensure(mayDo(act, contract, actor) ? undefined : refuse('conflict', 'contract.act-not-now'));
    const base = `/${area}/contracts/${id}`;
    const confirmed = act !== 'signature' || confirmedWithin(actor, await this.database.now());
    const data = {
      form,
      contract,
      act,
      base,
      here: `${base}/${act}`,
      confirm: confirmed ? null : `/confirm?next=${encodeURIComponent(`${base}/${act}`)}`,
      codes: (codes[act] ?? []).map((value) => ({ value, text: { key: `contracts.end.${value}` } })),
      paper: contract.documentId && act === 'signature' ? `/documents/${contract.documentId}` : null,
      grave: act === 'rejection' || act === 'termination',
    };
    this.views.page(request, reply, 'contracts/desk-act', data, {
      title: { key: `contracts.act.${act}` },
      back: { href: base, title: contract.title },
    });
  }
}

function known(act: string): DeskAct {
  const found = deskActs.find((one) => one === act);
  if (!found) throw absent('page');
  return found;
}
