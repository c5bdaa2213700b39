import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { DeadlineQueries } from '#calendar';
import { DocumentService } from '#documents';
import { AgreementQueries, OrderQueries, type WholeAgreement } from '#frameworks';
import { absent, type Actor, found } from '#kernel';
import { Database } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { actorOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { offered } from './act-form.js';
import { factsOf, formerOf, lotsOf, orderLineOf, timelineOf } from './agreement.data.js';
import { AgreementActs, ownEntrant } from './agreement.acts.js';
import { EntrantActs } from './entrant.acts.js';
import { agreementColours, entrantColours } from './frameworks.marks.js';

type Area = 'open' | 'buy' | 'org';

/** One framework agreement: for everybody, and in the workspace of either side. */
@Controller()
export class FrameworkPages {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly orders: OrderQueries,
    private readonly documents: DocumentService,
    private readonly deadlines: DeadlineQueries,
    private readonly acts: AgreementActs,
    private readonly entrantActs: EntrantActs,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get('frameworks/:number')
  @Public()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const agreement = found(await this.agreements.byNumber(number), 'framework');
    const data = await this.data(agreement, 'open');
    const crumbs = [{ href: '/frameworks', title: { key: 'frameworks.title' } }];
    const alternates = [{ type: 'application/json', href: `/api/v1/frameworks/${number}` }];
    this.views.page(request, reply, 'frameworks/show', data, { title: agreement.title, nav: 'projects', crumbs, alternates });
  }

  @Get('buy/frameworks/:id')
  async buying(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const agreement = await ownedAgreement(this.agreements, actor, id);
    const entrants = agreement.entrants.map((entrant) => ({
      ...entrant,
      colour: entrantColours[entrant.state],
      acts: Object.keys(this.entrantActs.doors).filter((act) =>
        this.entrantActs.doors[act as keyof EntrantActs['doors']].open(actor, { agreement, entrant }),
      ),
    }));
    const members = entrants.filter(({ acts, state }) => acts.length > 0 || ['applied', 'approved'].includes(state));
    const desk = {
      ...(await this.data(agreement, 'buy')),
      desk: offered(this.acts.buy, actor, agreement),
      base: `/buy/frameworks/${id}`,
      members,
    };
    this.show(request, reply, agreement, '/buy', desk);
  }

  @Get('org/frameworks/:id')
  async own(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const agreement = found(await this.agreements.byId(id), 'framework');
    const entrant = ownEntrant(agreement, actor);
    const desk = {
      ...(await this.data(agreement, 'org', actor)),
      desk: offered(this.acts.org, actor, agreement),
      base: `/org/frameworks/${id}`,
      own: entrant && {
        ...entrant,
        colour: entrantColours[entrant.state],
        paper: entrant.documentId ? `/documents/${entrant.documentId}` : null,
      },
    };
    this.show(request, reply, agreement, '/org', desk);
  }

  private show(request: PageRequest, reply: PageReply, agreement: WholeAgreement, area: '/buy' | '/org', data: object): void {
    const back = { href: `${area}/frameworks`, title: { key: 'frameworks.ours' } };
    this.views.page(request, reply, 'frameworks/show', data, { title: agreement.title, back });
  }

  private async data(agreement: WholeAgreement, area: Area, actor?: Actor) {
    const filter = { open: { announced: true }, buy: {}, org: { providerId: actor?.organizationId } }[area];
    const [deadlines, now, { items }, feedback, papers] = await Promise.all([
      this.deadlines.ofSubjects([agreement.id]),
      this.database.now(),
      this.orders.list({ agreementId: agreement.id, limit: 50, ...filter }),
      this.orders.feedback(agreement.id),
      this.documents.about(agreement.id, 'framework-summary'),
    ]);
    const summary = papers.find((paper) => paper.public);
    return {
      agreement,
      colour: agreementColours[agreement.state],
      lots: lotsOf(agreement),
      former: formerOf(agreement),
      facts: factsOf(agreement),
      timeline: timelineOf(agreement, deadlines, now),
      orders: items.map((order) => orderLineOf(order, area === 'open' ? null : `/${area}/orders`)),
      feedback: feedback.map((one) => ({
        ...one,
        rating: { key: `frameworks.rating.${one.rating}` },
        source: { key: `frameworks.source.${one.source}` },
      })),
      funds:
        area === 'buy'
          ? agreement.funds.map((fund) => ({ ...fund, amount: BigInt(fund.amount), left: BigInt(fund.amount) - BigInt(fund.taken) }))
          : [],
      summary: summary ? `/documents/${summary.id}` : null,
      apply:
        area === 'open' && agreement.kind === 'open' && agreement.state === 'in_force'
          ? `/org/frameworks/${agreement.id}/application`
          : null,
      objections: area === 'buy' ? null : `/org/objections/${agreement.content.number}`,
      open: area === 'open' ? null : `/frameworks/${agreement.number}`,
      inPublic: area === 'open',
    };
  }
}

/** The agreement for its own department; for others it is not there. */
export async function ownedAgreement(agreements: AgreementQueries, actor: Actor, id: string): Promise<WholeAgreement> {
  const agreement = await agreements.byId(id);
  if (agreement?.departmentId !== actor.organizationId) throw absent('framework');
  return agreement;
}
