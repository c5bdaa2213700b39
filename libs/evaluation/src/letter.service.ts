import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '#kernel';
import { OpeningQueries } from '#bidding';
import { CalendarService } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { sentence, type Tx } from '#platform';
import type { Award } from './award.entity.js';
import { type Case, lotOf, sitting } from './case.queries.js';
import { invalidLetterData, letterData, letterTemplates } from './letter.paper.view.js';
import { outcomeOf } from './outcome.view.js';
import { Projects } from './project.queries.js';
import { cellsOf } from './score.service.js';

/** The winner's notice and each other bidder's letter, readable by the one it is written to. */
@Injectable()
export class Letters implements OnModuleInit {
  constructor(
    private readonly projects: Projects,
    private readonly calendar: CalendarService,
    private readonly openings: OpeningQueries,
    private readonly organizations: OrganizationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
  ) {}

  onModuleInit(): void {
    for (const [name, source] of Object.entries(letterTemplates)) this.templates.add(name, source);
  }

  async write(tx: Tx, actor: Actor, file: Case, award: Award): Promise<void> {
    const { project, seats } = file;
    const candidates = file.candidates.filter(({ lot }) => lot === award.lot);
    const names = await this.organizations.byIds([project.departmentId, ...candidates.map(({ providerId }) => providerId)]);
    const nameOf = (id: string): string => names.get(id)?.name ?? id;
    const cells = await cellsOf(
      tx,
      sitting(seats).map(({ id }) => id),
    );
    const lot = { id: award.lot, name: lotOf(file, award.lot).name, of: project.lots.length };
    const signBy = this.calendar.dueAt(this.projects.rules(project).replyKeys.sign, award.announcedAt!, project.ruleDay);
    for (const candidate of candidates) {
      const outcome = outcomeOf({ candidate, candidates, award, lot, content: project.content, cells, nameOf });
      const [kind, title] = outcome.won ? (['award-letter', '成交通知书'] as const) : (['result-letter', '结果告知书'] as const);
      await this.documents.issue(tx, actor, {
        kind,
        subject: candidate.bidId,
        title: titleOf(title, file, award),
        number: project.number,
        html: this.templates.render(kind, letterData(project, outcome, nameOf, nameOf(candidate.providerId), signBy)),
        public: false,
        organizations: [candidate.providerId],
        project: project.id,
      });
    }
    await this.toInvalid(tx, actor, file, award);
  }

  /** Those whose bid was found invalid at the opening are told the result and why they were not in it. */
  private async toInvalid(tx: Tx, actor: Actor, file: Case, award: Award): Promise<void> {
    const { project } = file;
    const invalid = (await this.openings.inBox(project.id)).filter(({ code }) => code !== null);
    const names = await this.organizations.byIds([project.departmentId, award.providerId, ...invalid.map(({ providerId }) => providerId)]);
    const nameOf = (id: string): string => names.get(id)?.name ?? id;
    const winner = file.candidates.find(({ bidId, lot }) => bidId === award.bidId && lot === award.lot);
    for (const { bidId, providerId, code } of invalid) {
      const said = {
        reason: sentence(`bid.invalid.${code!.replaceAll('.', '-')}`, {}, 'zh'),
        lotName: lotOf(file, award.lot).name,
        winnerTotal: winner?.total ?? null,
      };
      await this.documents.issue(tx, actor, {
        kind: 'result-letter',
        subject: bidId,
        title: titleOf('结果告知书', file, award),
        number: project.number,
        html: this.templates.render('invalid-letter', invalidLetterData(project, award, nameOf, nameOf(providerId), said)),
        public: false,
        organizations: [providerId],
        project: project.id,
      });
    }
  }
}

const titleOf = (title: string, { project }: Case, { lot }: Award): string =>
  project.lots.length > 1 ? `${title} ${project.number} 第 ${lot} 包` : `${title} ${project.number}`;
