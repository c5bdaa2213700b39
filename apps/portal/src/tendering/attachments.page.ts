import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { Files } from '#documents';
import type { Actor } from '#kernel';
import { attachmentEndings, type Desk, DeskQueries, DraftService, taskInputs } from '#tendering';
import { actorAs, type FlatBody, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { complianceOf, headOf } from './project.data.js';
import { showSize } from './notice.data.js';
import { nextAddress } from './task.page.js';
import { type Upload, uploadsOf } from './uploads.js';

/** Attachments of a notice: keep, leave out, add. */
@Controller('buy/projects/:id/tasks/attachments')
export class AttachmentPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly drafts: DraftService,
    private readonly files: Files,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const desk = await this.desk.of(actorAs(request, 'handler', 'approver', 'acceptor'), id);
    const version = desk.tasks.find(({ task }) => task === 'attachments')!.version;
    const kept = desk.procedure.draft.attachments.map((file) => file.id);
    this.show(request, reply, desk, this.forms.open({ version: String(version), keep: kept }));
  }

  @Post()
  async save(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const { fields, files } = await uploadsOf(request);
    const kept = [fields['keep[]'] ?? []].flat();
    const body = bodyFor(String(fields.version ?? ''), kept);
    await this.forms.handle(request, reply, {
      input: taskInputs.attachments,
      body,
      act: async (input) => {
        const added = await this.stored(actor, files);
        await this.drafts.save(actor, id, 'attachments', {
          ...input,
          attachments: [...input.attachments, ...added],
        });
        return fields._then === 'add'
          ? `/buy/projects/${id}/tasks/attachments?done=saved`
          : nextAddress(id, 'attachments', String(fields._then ?? ''), false);
      },
      again: async (form) => {
        const desk = await this.desk.of(actor, id);
        const stale = form.refusal?.code === 'draft.stale';
        const version = stale ? String(desk.tasks.find(({ task }) => task === 'attachments')!.version) : String(fields.version ?? '');
        this.show(request, reply, desk, { ...form, values: { version, keep: kept } });
      },
    });
  }

  private async stored(actor: Actor, uploads: readonly Upload[]): Promise<{ id: string }[]> {
    const stored: { id: string }[] = [];
    for (const { name, bytes } of uploads) stored.push({ id: (await this.files.upload(actor, { name, bytes })).id });
    return stored;
  }

  private show(request: PageRequest, reply: PageReply, desk: Desk, form: FormState): void {
    const { procedure } = desk;
    const data = {
      form,
      head: headOf(procedure, new Date()),
      no: 8,
      editable: procedure.state === 'draft',
      files: procedure.draft.attachments.map(({ id, name, size }) => ({
        value: id,
        text: `${name} · ${showSize(size)}`,
      })),
      endings: attachmentEndings,
      findings: complianceOf([], languageOf(request), procedure.id),
      action: `/buy/projects/${procedure.id}/tasks/attachments`,
      hub: `/buy/projects/${procedure.id}`,
    };
    this.views.page(request, reply, 'tendering/task-attachments', data, {
      title: { key: 'tendering.task.attachments', facts: { no: 8 } },
      back: { href: data.hub, title: { key: 'tendering.backToTasks' } },
    });
  }
}

const bodyFor = (version: string, kept: readonly string[]): FlatBody => ({
  version,
  ...Object.fromEntries(kept.map((id, place) => [`attachments.${place}.id`, id])),
});
