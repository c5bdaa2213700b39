import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { authorize } from '#kernel';
import { importPolicy, planColumns, type PlanFileKind, PlanImport } from '#planning';
import { sentence } from '#platform';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorOf, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { areaOf, crumbsOf } from './area.js';
import { uploaded } from './uploaded.js';

const addresses = ['buy/plans/import', 'finance/plans/import', 'finance/lines/import'];
const results = ['buy/plans/imports/:id', 'finance/plans/imports/:id'];

/** Files of the plan: handed in, looked at row by row, and only then imported. */
@Controller()
export class PlanImportPages {
  constructor(
    private readonly files: PlanImport,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(addresses)
  open(@Req() request: PageRequest, @Res() reply: PageReply): void {
    const kind = kindOf(request);
    authorize(kind === 'budget-lines' ? importPolicy.budgetLines : importPolicy.planItems, actorOf(request), null);
    this.show(request, reply, this.forms.open());
  }

  /** Looks at the file and keeps it; nothing is imported yet. */
  @Post(addresses)
  async send(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const [actor, kind, file] = [actorOf(request), kindOf(request), await uploaded(request)];
    const options = { dryRun: true, name: file.name };
    await this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        const taken =
          kind === 'budget-lines' ? this.files.budgetLines(actor, file.bytes, options) : this.files.planItems(actor, file.bytes, options);
        return `/${areaOf(request)}/plans/imports/${(await taken).id}`;
      },
      again: (form) => this.show(request, reply, form),
    });
  }

  @Get(results)
  async result(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.showResult(request, reply, id, this.forms.open());
  }

  @Post(results)
  async confirm(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.files.confirm(actor, id);
        return `/${areaOf(request)}/plans/imports/${id}?done=planning-imported`;
      },
      again: (form) => this.showResult(request, reply, id, form),
    });
  }

  @Get(results.map((address) => `${address}/faults.csv`))
  async faults(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const faults = await this.files.faultsFile(actorOf(request), id, languageOf(request));
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="faults.csv"')
      .send(faults);
  }

  private show(request: PageRequest, reply: PageReply, form: FormState): void {
    const kind = kindOf(request);
    const data = { form, kind, action: request.url.split('?')[0], columns: planColumns[kind] };
    this.views.page(request, reply, 'planning/import', data, {
      title: { key: `planning.import.${kind}` },
      crumbs: crumbsOf(areaOf(request)),
    });
  }

  private async showResult(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const [area, lang] = [areaOf(request), languageOf(request)];
    const file = await this.files.file(actorOf(request), id);
    const data = {
      form,
      file,
      count: file.faults.length,
      faults: file.faults.slice(0, 200).map(({ row, column, code, facts }) => ({ row, column, text: sentence(code, facts, lang) })),
      more: file.faults.length > 200,
      ready: file.faults.length === 0 && !file.importedAt,
      action: `/${area}/plans/imports/${id}`,
      again: file.kind === 'budget-lines' ? '/finance/lines/import' : `/${area}/plans/import`,
      plans: `/${area}/plans`,
    };
    this.views.page(request, reply, 'planning/import-result', data, {
      title: { key: `planning.import.${file.kind}` },
      crumbs: crumbsOf(area),
    });
  }
}

const kindOf = (request: PageRequest): PlanFileKind => (request.url.startsWith('/finance/lines/') ? 'budget-lines' : 'plan-items');
