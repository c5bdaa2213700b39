import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { absent, yuan } from '#kernel';
import { BidQueries, type OfferTask, offerTasks, statedSizes } from '#bidding';
import { AwardQueries, isSocialOrganization } from '#evaluation';
import { envelopeKinds, largestPlain } from '#sealing';
import { actorOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { acceptedEndings, answered, texts, writtenTasks } from './offer-tasks.js';
import { BidDesk, type Desk } from './bid-desk.js';
import { bidColour, bidWord } from './words.js';

/** A bid's task list and the pages on which it is written: frames, which the script fills in the bidder's browser. */
@Controller('org/bids/:id')
export class BidPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly queries: BidQueries,
    private readonly awards: AwardQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async tasks(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const desk = await this.desk.of(actor, id);
    const [receipts, attempts] = await Promise.all([this.queries.receipts(actor, id), this.queries.attempts(actor, id)]);
    const data = {
      ...desk,
      script: this.desk.script(request, desk, 'tasks'),
      tasks: offerTasks,
      word: bidWord(desk.bid),
      colour: bidColour(desk.bid),
      noted: hasNote(desk),
      receipts,
      attempts: attempts.length,
      canWithdraw: desk.takesBids && desk.bid.state === 'submitted',
      opened: desk.bid.boxState === 'opened' && ['opened', 'invalid'].includes(desk.bid.state),
      outcome: desk.bid.state === 'opened' && (await this.awards.announcedIn([desk.bid.procedureId])).size > 0,
      sealed: desk.bid.boxState === 'sealed' && desk.bid.state === 'submitted',
      last: lastOf(desk),
      secret: !['opened', 'void'].includes(desk.bid.boxState),
    };
    this.views.page(request, reply, 'bidding/tasks', data, {
      title: desk.notice.title,
      back: { href: '/org/bids', title: { key: 'bidding.bids' } },
      scripts: ['bid'],
    });
  }

  @Get('check')
  async check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const data = { ...desk, script: this.desk.script(request, desk, 'check'), answers: answered };
    this.views.page(request, reply, 'bidding/check', data, { title: { key: 'bidding.task.check' }, back: desk.back, scripts: ['bid'] });
  }

  @Get('files')
  async files(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const data = {
      ...desk,
      script: this.desk.script(request, desk, 'files'),
      kinds: envelopeKinds,
      accept: acceptedEndings,
      limitMb: Math.floor(largestPlain(desk.bid.limits.file) / 1_048_576),
    };
    this.views.page(request, reply, 'bidding/files', data, { title: { key: 'bidding.task.files' }, back: desk.back, scripts: ['bid'] });
  }

  @Get(':task')
  async task(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') task: string,
  ): Promise<void> {
    if (!(writtenTasks as readonly string[]).includes(task)) throw absent('task');
    const desk = await this.desk.of(actorOf(request), id);
    const data = {
      ...desk,
      script: this.desk.script(request, desk, 'task', { task }),
      task,
      text: (texts as readonly string[]).includes(task),
      lots: desk.lots.map((lot) => ({ ...lot, limit: yuan(lot.maxPrice) })),
      many: desk.lots.length > 1,
      sizes: statedSizes,
      social: isSocialOrganization(desk.bid.provider.uscc),
      next: `/org/bids/${id}/${offerTasks[offerTasks.indexOf(task as OfferTask) + 1]}`,
      yardsticks: yardsticksFor(task, desk),
    };
    this.views.page(request, reply, 'bidding/task', data, { title: { key: `bidding.task.${task}` }, back: desk.back, scripts: ['bid'] });
  }
}

/** How the panel will score: beside the price what the price earns, beside the texts all the rest. */
function yardsticksFor(task: string, { notice }: Desk): readonly { name: string; weight: number; yardstick: string }[] {
  if (task === 'commitment') return [];
  return (notice.content.criteria ?? []).filter(({ kind }) => (kind === 'price') === (task === 'price'));
}

/** The last price that is asked of this bid: still to be handed in, or not any more. */
const lastOf = ({ bid: { lastRound }, nowIso }: Desk) =>
  lastRound && { ...lastRound, taking: lastRound.state === 'open' && new Date(nowIso) < lastRound.closesAt };

/** Does a remark stand above the list? */
const hasNote = ({ bid, open }: Desk): boolean =>
  ['void', 'invalid'].includes(bid.state) || (open && ['submitted', 'withdrawn'].includes(bid.state));
