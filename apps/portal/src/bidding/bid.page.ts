import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { absent } from '#kernel';
import { BidQueries, BidService, isOfferTask, type OfferTask, offerTasks, SaveDraft } from '#bidding';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, pressed, type Said, Views } from '../kit/index.js';
import { BidDesk, type Desk } from './bid-desk.js';
import { bidColour, bidWord, taskColour } from './words.js';

const written = ['commitment', 'plan', 'staffing', 'experience', 'price'] as const;
type Written = (typeof written)[number];

/** A bid's task list and the pages on which it is written. */
@Controller('org/bids/:id')
export class BidPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly bids: BidService,
    private readonly queries: BidQueries,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async tasks(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const desk = await this.desk.of(actor, id);
    const [receipts, attempts] = await Promise.all([this.queries.receipts(actor, id), this.queries.attempts(actor, id)]);
    const missing = desk.tasks.filter(({ fault }) => fault !== null).map(({ task }) => ({ key: `bidding.task.${task}` }));
    const ready = missing.length === 0;
    const state = { word: bidWord(desk.bid), colour: bidColour(desk.bid) };
    const data = {
      ...desk,
      ...state,
      rows: rowsOf(desk, ready),
      missing,
      ready,
      urgent: desk.pressing && !ready,
      noted: hasNote(desk, ready),
      receipts,
      attempts: attempts.length,
      secret: !['opened', 'void'].includes(desk.bid.boxState),
    };
    this.views.page(request, reply, 'bidding/tasks', data, {
      title: desk.notice.title,
      back: { href: '/org/bids', title: { key: 'bidding.bids' } },
    });
  }

  @Get(':task')
  async open(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') task: string,
  ): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const { price, plan, staffing, experience, commitment } = desk.bid.draft.offer;
    const values = {
      price,
      plan,
      staffing,
      experience,
      commitment: commitment === undefined ? undefined : commitment ? 'yes' : 'no',
    }[written_(task)];
    this.task(request, reply, desk, written_(task), this.forms.open(values === undefined ? {} : { [task]: values }));
  }

  @Post(':task')
  async save(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') name: string,
  ): Promise<void> {
    const actor = actorOf(request);
    const task = written_(name);
    const exit = pressed(request) === 'exit';
    await this.forms.handle(request, reply, {
      input: SaveDraft,
      act: async (input) => {
        await this.bids.save(actor, id, input);
        return exit ? `/org/bids/${id}?done=saved` : `/org/bids/${id}/${nextOf(task)}?done=saved`;
      },
      again: async (form) => this.task(request, reply, await this.desk.of(actor, id), task, form),
    });
  }

  private task(request: PageRequest, reply: PageReply, desk: Desk, task: Written, form: FormState): void {
    const touch = desk.bid.draft.touched[task];
    const data = {
      ...desk,
      form,
      task,
      touched: touch && { name: touch.name, when: new Date(touch.at) },
      saved: desk.bid.draft.offer[task],
      stale: form.refusal?.kind === 'stale',
      text: ['plan', 'staffing', 'experience'].includes(task),
      version: desk.bid.draftVersion,
      commitments,
      yardsticks: yardsticksFor(task, desk),
    };
    this.views.page(request, reply, 'bidding/task', data, {
      title: { key: `bidding.task.${task}` },
      back: desk.back,
    });
  }
}

function written_(task: string): Written {
  if (!(written as readonly string[]).includes(task)) throw absent('task');
  return task as Written;
}

const commitments = ['yes', 'no'].map((value) => ({ value, text: { key: `bidding.${value}` } }));

/** How the panel will score: beside the price what the price earns, beside the texts all the rest. */
function yardsticksFor(task: Written, { notice }: Desk): readonly { name: string; weight: number; yardstick: string }[] {
  if (task === 'commitment') return [];
  return (notice.content.criteria ?? []).filter(({ kind }) => (kind === 'price') === (task === 'price'));
}

/** Does a remark stand above the list? */
const hasNote = ({ bid, pressing, open }: Desk, ready: boolean): boolean =>
  (pressing && !ready) || ['void', 'invalid'].includes(bid.state) || (open && ['submitted', 'withdrawn'].includes(bid.state));

const nextOf = (task: OfferTask): string => offerTasks[offerTasks.indexOf(task) + 1] ?? 'check';

/** The list of tasks: every part, and checking, which waits for all of them. */
function rowsOf({ bid, tasks, open, takesBids }: Desk, ready: boolean): object[] {
  const parts = tasks.map(({ task, state, touched }) => ({
    title: { key: `bidding.task.${task}` },
    href: isOfferTask(task) ? `/org/bids/${bid.id}/${task}` : null,
    hint: touched ? ({ key: 'bidding.touched', facts: { name: touched.name, at: new Date(touched.at) } } satisfies Said) : undefined,
    state: { key: `task.${state.replace('_', '-')}` },
    colour: taskColour[state],
  }));
  if (!open) return parts;
  const check = {
    title: { key: 'bidding.task.check' },
    href: ready && takesBids ? `/org/bids/${bid.id}/check` : null,
    state: { key: ready ? 'task.not-started' : 'task.blocked' },
    colour: 'grey',
  };
  return [...parts, check];
}
