import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { authorize, ensure, refuse } from '#kernel';
import { type ImportOutcome, ImportOrganizations, mayImport, OrganizationImport, OrganizationQueries } from '#organizations';
import {
  actorOf,
  type FlatBody,
  type FormState,
  Forms,
  languageOf,
  type PageReply,
  type PageRequest,
  pressed,
  SENTENCE_OF,
  type SentenceOf,
  Views,
} from '../kit/index.js';

/** The operator brings the register's files in: checked first, then taken wholly or not at all. */
@Controller('admin/organizations')
export class ImportPages {
  constructor(
    private readonly files: OrganizationImport,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
    @Inject(SENTENCE_OF) private readonly sentence: SentenceOf,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show(request, reply, this.forms.open({ kind: 'providers' }), null);
  }

  @Post()
  async send(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    const { body, then } = await uploaded(request);
    const dryRun = then !== 'take';
    let outcome: ImportOutcome | null = null;
    await this.forms.handle(request, reply, {
      input: ImportOrganizations,
      body: { ...body, dryRun: 'true' },
      act: async (input) => {
        outcome = await this.files[input.kind](actor, Buffer.from(input.csv, 'utf8'), { dryRun });
        // A dry run and a file with faults show the page again, with what was found.
        ensure(dryRun || outcome.faults.length ? refuse('invalid', 'import.faults', { count: outcome.faults.length }) : undefined);
        return '/admin/organizations?done=register-imported';
      },
      again: (form) =>
        this.show(request, reply, outcome && !outcome.faults.length ? this.forms.open(body) : { ...form, values: body }, outcome),
    });
  }

  private async show(request: PageRequest, reply: PageReply, form: FormState, outcome: ImportOutcome | null): Promise<void> {
    authorize(mayImport, actorOf(request), null);
    const lang = languageOf(request);
    const faults = outcome?.faults.slice(0, 200).map((fault) => ({ ...fault, text: this.sentence(fault.code, fault.facts, lang) }));
    const data = {
      form,
      outcome,
      faults,
      csv: form.values.csv,
      clean: outcome && outcome.faults.length === 0,
      total: await this.organizations.count(),
      kinds: (['departments', 'providers'] as const).map((kind) => ({
        value: kind,
        text: { key: `organizations.import.${kind}` },
        hint: { key: `organizations.import.${kind}.columns` },
      })),
    };
    this.views.page(request, reply, 'organizations/import', data, { title: { key: 'organizations.import' } });
  }
}

/** The file as text: uploaded, or carried along from the check before. */
async function uploaded(request: PageRequest): Promise<{ body: FlatBody; then: string }> {
  if (!request.isMultipart()) {
    const { kind = '', csv = '' } = request.body as Record<string, string>;
    return { body: { kind, csv }, then: pressed(request) };
  }
  const fields: Record<string, string> = {};
  for await (const part of request.parts({
    limits: { fileSize: 2_000_000, fieldSize: 2_000_000, files: 1 },
  })) {
    if (part.type === 'file') fields.csv = (await part.toBuffer()).toString('utf8');
    else fields[part.fieldname] = String(part.value);
  }
  request.body = fields;
  return { body: { kind: fields.kind ?? '', csv: fields.csv ?? '' }, then: fields._then ?? '' };
}
