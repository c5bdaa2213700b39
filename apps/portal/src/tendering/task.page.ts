import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { absent } from '#kernel';
import {
  type Desk,
  DeskQueries,
  DraftService,
  Figures,
  isTask,
  methodRules,
  type Task,
  taskInputs,
  type TaskInputs,
  tasks,
} from '#tendering';
import { Database } from '#platform';
import {
  actorAs,
  answers,
  type FlatBody,
  Forms,
  type FormState,
  languageOf,
  type PageReply,
  type PageRequest,
  pressed,
  Views,
} from '../kit/index.js';
import { bodyOf } from './notice.data.js';
import { complianceOf, headOf } from './project.data.js';
import { requirementData } from './requirement.data.js';
import { differences, formValues, rowPlaces, spareIds } from './task.values.js';

type Form = Exclude<Task, 'attachments'>;

/** One task of a draft a page; saved as far as it goes, with what the check says beside it. */
@Controller('buy/projects/:id/tasks')
export class TaskPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly drafts: DraftService,
    private readonly figures: Figures,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get(':task')
  async open(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') name: string,
  ): Promise<void> {
    const [desk, task] = [await this.desk.of(actorAs(request, 'handler', 'approver', 'acceptor'), id), this.task(name)];
    const version = desk.tasks.find((line) => line.task === task)!.version;
    const values = { ...formValues(task, desk.procedure.draft), version: String(version) };
    await this.show(request, reply, desk, task, this.forms.open(values));
  }

  @Post(':task')
  async save(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') name: string,
  ): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const task = this.task(name);
    const then = pressed(request);
    const desk = await this.desk.of(actor, id);
    if (then.startsWith('more-')) return this.show(request, reply, desk, task, this.forms.open(answers(request.body)), then.slice(5));
    await this.forms.handle<TaskInputs[Form]>(request, reply, {
      input: taskInputs[task],
      act: async (input) => {
        const { findings } = await this.drafts.save(actor, id, task, input);
        return nextAddress(
          id,
          task,
          then,
          findings.some(({ result }) => result === 'block'),
        );
      },
      again: async (form) => this.show(request, reply, await this.desk.of(actor, id), task, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, desk: Desk, task: Form, given: FormState, more?: string): Promise<void> {
    const { procedure } = desk;
    const theirs = desk.tasks.find((line) => line.task === task)!;
    const stale = given.refusal?.code === 'draft.stale';
    const stored = formValues(task, procedure.draft);
    const places = rowPlaces(task, given.values, more);
    const values: FlatBody = {
      ...given.values,
      ...spareIds(places, given.values),
      ...(stale ? { version: String(theirs.version) } : {}),
    };
    const at = await this.database.now();
    const yardsticks = await this.drafts.yardsticks(procedure, procedure.draft, at);
    const open = desk.findings.filter((finding) => finding.task === task && finding.result !== 'pass');
    const findings = complianceOf(open, languageOf(request), procedure.id, false);
    const data = {
      form: { ...given, values },
      head: headOf(procedure, at),
      task,
      no: tasks.indexOf(task) + 1,
      places,
      editable: procedure.state === 'draft',
      stale: stale ? { editor: theirs.editor, at: theirs.savedAt, rows: differences(given.values, stored) } : null,
      findings,
      lead: stale || findings.length > 0,
      totals: totalsOf(values),
      budget: BigInt(procedure.budget),
      ...requirementData(task, desk, yardsticks, values),
      ...(task === 'schedule' ? this.times(procedure, at) : {}),
      kinds: ['price', 'subjective', 'objective'].map((value) => ({
        value,
        text: { key: `tendering.criterion.${value}` },
      })),
      priceWeight: yardsticks.priceWeight,
      action: `/buy/projects/${procedure.id}/tasks/${task}`,
      hub: `/buy/projects/${procedure.id}`,
      body: bodyOf(procedure.draft),
    };
    this.views.page(request, reply, `tendering/task-${task}`, data, {
      title: { key: `tendering.task.${task}`, facts: { no: data.no } },
      back: { href: data.hub, title: { key: 'tendering.backToTasks' } },
    });
  }

  private times({ method, ruleDay }: Desk['procedure'], at: Date): object {
    const { earliestClose } = this.figures.windows(method, at, ruleDay);
    const rule = this.figures.rulesOf(method, ruleDay).find(({ key }) => key === methodRules[method].docToDeadline)!;
    return {
      earliest: earliestClose,
      rule,
      timings: ['earliest', 'fixed'].map((value) => ({
        value,
        text: { key: `tendering.timing.${value}` },
        hint: { key: `tendering.timing.${value}Hint`, facts: { earliest: earliestClose } },
      })),
    };
  }

  private task(name: string): Form {
    if (!isTask(name) || name === 'attachments') throw absent('task');
    return name;
  }
}

/** On to the next task; stays where something is still missing; leaves when asked to. */
export function nextAddress(id: string, task: Task, then: string, unfinished: boolean): string {
  const base = `/buy/projects/${id}`;
  if (then === 'exit') return `${base}?done=saved`;
  if (unfinished) return `${base}/tasks/${task}?done=notice-saved-open`;
  const next = tasks[tasks.indexOf(task) + 1];
  return next ? `${base}/tasks/${next}?done=saved` : `${base}/check?done=saved`;
}

/** Running totals of the columns that must add up, as far as they are numbers. */
function totalsOf(values: FlatBody): Record<string, number> {
  const total = (list: string, column: string): number =>
    Object.entries(values)
      .filter(([name]) => name.startsWith(`${list}.`) && name.endsWith(`.${column}`))
      .reduce((sum, [, value]) => sum + (Number(value) || 0), 0);
  return {
    indicators: total('indicators', 'weight'),
    instalments: total('instalments', 'percent'),
    criteria: total('criteria', 'weight'),
  };
}
