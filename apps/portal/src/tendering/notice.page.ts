import { Controller, Get, Param, ParseIntPipe, Post, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import { Config } from '#platform';
import { mayAsk, NoticeQueries, type NoticeView, ProcedureQueries, QuestionInput, QuestionService } from '#tendering';
import { Public } from '../../../api/src/public.decorator.js';
import { actorOf, Forms, type FormState, languageOf, type PageReply, type PageRequest, type Said, Views } from '../kit/index.js';
import { Packer } from '../bidding/packer.js';
import { PageCache } from './notice.cache.js';
import { noticeCalendar } from './notice.feed.js';
import { EligibilityView } from './eligibility.view.js';
import { bodyOf, drawOf, factsOf, shownChanges, standingOf, timelineOf } from './notice.data.js';

/** One published notice: its newest text, its versions, its questions. */
@Controller('notices')
export class NoticePages {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly procedures: ProcedureQueries,
    private readonly questions: QuestionService,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly cache: PageCache,
    private readonly packer: Packer,
    private readonly eligibility: EligibilityView,
    private readonly config: Config,
  ) {}

  @Get(':number')
  @Public()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    if (this.cache.send(request, reply)) return;
    const notice = await this.notice(number);
    const questions = await this.notices.questions(number);
    const now = new Date();
    const { word, colour } = standingOf(notice.state, notice.closesAt, now);
    const running = notice.state === 'open' && new Date(notice.closesAt) > now;
    const data = {
      notice: { ...notice, closesAt: new Date(notice.closesAt) },
      standing: { word, colour },
      running,
      suspended: notice.state === 'suspended',
      corrected: notice.version > 1,
      bid: bidLink(request, notice),
      packer: running && notice.content.keyHolders ? this.packer.sha256 : null,
      questionCount: questions.length,
      facts: factsOf(notice, languageOf(request)),
      timeline: timelineOf(notice, now),
      body: bodyOf(notice.content),
      eligibility: request.actor ? await this.eligibility.of(request.actor, notice) : [],
      draw: drawOf(notice),
      rounds: notice.rounds.filter(({ number: other }) => other !== number),
    };
    await this.cache.keep(request, reply, (to) => {
      this.views.page(request, to, 'tendering/notice-show', data, {
        title: notice.title,
        nav: 'notices',
        crumbs: crumbs(notice),
        alternates: [
          { type: 'application/json', href: `/api/v1/notices/${number}` },
          { type: 'text/calendar', href: `/notices/${number}/deadlines.ics` },
        ],
      });
      return Promise.resolve();
    });
  }

  @Get(':number/deadlines.ics')
  @Public()
  async deadlines(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const notice = await this.notice(number);
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', `inline; filename="${number}.ics"`)
      .header('cache-control', 'public, max-age=60')
      .send(noticeCalendar(notice, languageOf(request), this.config));
  }

  @Get(':number/versions/:version')
  @Public()
  async version(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('number') number: string,
    @Param('version', ParseIntPipe) no: number,
  ): Promise<void> {
    const notice = await this.notice(number);
    const version = found(await this.notices.version(number, no), 'notice');
    const data = {
      version,
      publishedAt: new Date(version.publishedAt),
      newest: version.version === notice.version,
      changes: shownChanges(version.changes),
      body: bodyOf(version.content),
    };
    this.views.page(request, reply, 'tendering/notice-version', data, {
      title: version.content.title,
      nav: 'notices',
      crumbs: crumbs(notice, true),
    });
  }

  @Get(':number/questions')
  @Public()
  async asked(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    await this.questionPage(request, reply, number, this.forms.open());
  }

  @Post(':number/questions')
  ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: QuestionInput,
      act: async (input) => {
        const { id } = await this.notice(number);
        await this.questions.ask(actor, id, input);
        return `/notices/${number}/questions?done=notice-asked`;
      },
      again: (form) => this.questionPage(request, reply, number, form),
    });
  }

  private async questionPage(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const notice = await this.notice(number);
    const answered = await this.notices.questions(number);
    const own = request.actor ? await this.procedures.asked(request.actor, notice.id) : [];
    const now = new Date();
    const open = notice.state === 'open' && new Date(notice.questionsUntil) > now;
    const allowed = request.actor !== undefined && mayAsk(request.actor);
    const data = {
      form,
      notice: { ...notice, questionsUntil: new Date(notice.questionsUntil) },
      questions: answered.map((question) => ({
        ...question,
        askedAt: new Date(question.askedAt),
        answeredAt: new Date(question.answeredAt!),
      })),
      own: own.filter(({ answer }) => answer === null),
      alias: own.find(({ alias }) => alias !== null)?.alias ?? null,
      mayAsk: open && allowed,
      why: whyNot(open, notice),
      signIn: open && !request.actor,
      here: `/notices/${number}/questions`,
    };
    this.views.page(request, reply, 'tendering/notice-questions', data, {
      title: { key: 'tendering.questionsTitle' },
      nav: 'notices',
      crumbs: crumbs(notice, true),
    });
  }

  private async notice(number: string): Promise<NoticeView> {
    return found(await this.notices.byNumber(number), 'notice');
  }
}

function crumbs({ number, title }: NoticeView, below = false): { href: string; title: Said }[] {
  const list = { href: '/notices', title: { key: 'nav.notices' } };
  return below ? [list, { href: `/notices/${number}`, title }] : [list];
}

/** Whoever is not signed in is led to signing in and then on to the bid. */
function bidLink({ actor }: PageRequest, { number }: NoticeView): { key: string; href: string } {
  const bid = `/org/bids/new?notice=${number}`;
  if (!actor) return { key: 'tendering.signInToBid', href: `/sign-in?next=${encodeURIComponent(bid)}` };
  return { key: 'tendering.bid', href: bid };
}

function whyNot(open: boolean, { questionsUntil, state }: NoticeView): Said {
  if (open) return { key: 'tendering.askAsProvider' };
  return state === 'open' || state === 'closed'
    ? { key: 'tendering.askClosed', facts: { until: new Date(questionsUntil) } }
    : { key: 'tendering.askNotNow' };
}
