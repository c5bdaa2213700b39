import { Injectable } from '@nestjs/common';
import { type Assessment, AssessmentQueries, mayAnswerForProvider, mayDecide, mayPost, mayScore, postedStates } from '#assessment';
import { type Deadline, DeadlineQueries, light } from '#calendar';
import { ContractQueries, type WholeContract } from '#contracts';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import { type ContractBlock, ContractBlocks, type ContractBlockSource, type Reading } from '../contracts/contract-blocks.js';
import { type TodoItem, type TodoSource, TodoSources } from '../kit/index.js';
import { assessmentColours } from './assessment.marks.js';

/** Assessments on a contract's page, and what they ask of people. */
@Injectable()
export class AssessmentLinks implements ContractBlockSource, TodoSource {
  constructor(
    blocks: ContractBlocks,
    sources: TodoSources,
    private readonly assessments: AssessmentQueries,
    private readonly contracts: ContractQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly database: Database,
  ) {
    blocks.add(this);
    sources.add(this);
  }

  /** Everybody sees posted results; the buyer also sees those that are not posted yet. */
  async block(contract: WholeContract, reading: Reading): Promise<ContractBlock | null> {
    if (!contract.activeAt) return null;
    const all = await this.assessments.ofContract(contract.id);
    const shown = all.filter(({ state }) => reading === 'buy' || postedStates.includes(state));
    const noOf = (assessment: Assessment) => contract.instalments.find(({ id }) => id === assessment.instalmentId);
    return {
      title: { key: 'assessment.title' },
      none: { key: 'assessment.none.yet' },
      rows: shown.map((assessment) => ({
        title: { key: 'assessment.titleOf', facts: { no: noOf(assessment)?.no ?? 0, name: noOf(assessment)?.name ?? '' } },
        href: `${reading === 'public' ? '' : `/${reading}`}/assessments/${assessment.id}`,
        state: { word: { key: `assessment.state.${assessment.state}` }, colour: assessmentColours[assessment.state] },
        facts: [
          ...(assessment.grade ? [{ label: { key: 'assessment.gradeHead' }, value: { key: `assessment.grade.${assessment.grade}` } }] : []),
          ...(assessment.payable !== null
            ? [{ label: { key: 'assessment.payable' }, value: { key: 'assessment.fen', facts: { amount: assessment.payable } } }]
            : []),
        ],
      })),
    };
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (has(actor, 'handler', 'approver', 'acceptor'))
      return this.waiting(actor, { departmentId: actor.organizationId, states: ['open', 'scored', 'objected'] }, 'buy');
    if (has(actor, 'provider_admin', 'project_lead'))
      return this.waiting(actor, { providerId: actor.organizationId, states: ['posted'] }, 'org');
    return [];
  }

  private async waiting(actor: Actor, filter: Parameters<AssessmentQueries['list']>[0], area: 'buy' | 'org'): Promise<TodoItem[]> {
    const { items } = await this.assessments.list({ ...filter, limit: 100 });
    const mine = items.flatMap((assessment) => (taskOf(actor, assessment) ? [{ assessment, task: taskOf(actor, assessment)! }] : []));
    if (mine.length === 0) return [];
    const [contracts, deadlines, now] = await Promise.all([
      this.contracts.byIds(mine.map(({ assessment }) => assessment.contractId)),
      this.deadlines.ofSubjects(mine.map(({ assessment }) => assessment.id)),
      this.database.now(),
    ]);
    return mine.map(({ assessment, task }) => {
      const running = deadlines.find(({ subject, metAt, cancelledAt }) => subject === assessment.id && !metAt && !cancelledAt);
      const contract = contracts.get(assessment.contractId);
      const title = { key: `assessment.todo.${task}`, facts: { title: contract?.title ?? '' } };
      const waits = area === 'buy' ? contract?.content.provider.name : contract?.content.buyer.name;
      return { title, href: `/${area}/assessments/${assessment.id}`, waits, ...clockOf(running, now) };
    });
  }
}

/** The one thing an assessment asks of this person, if anything. */
function taskOf(actor: Actor, assessment: Assessment): string | null {
  if (assessment.state === 'open') return mayScore(actor, assessment) ? 'score' : null;
  if (assessment.state === 'scored') return mayPost(actor, assessment) ? 'post' : null;
  if (assessment.state === 'objected') return mayDecide(actor, assessment) ? 'decide' : null;
  return assessment.state === 'posted' && mayAnswerForProvider(actor, assessment) ? 'answer' : null;
}

const clockOf = (running: Deadline | undefined, now: Date): Pick<TodoItem, 'dueAt' | 'light'> =>
  running ? { dueAt: running.dueAt, light: light(running, now) } : { dueAt: null, light: 'green' };
