import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ContractQueries, ContractService, DraftContract } from '#contracts';
import { AwardQueries } from '#evaluation';
import { PeopleQueries } from '#identity';
import { absent, found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries, ProcedureQueries } from '#tendering';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** The one question before a contract is generated: who manages it. */
@Controller('buy/contracts/for/:procedure')
export class ContractDraftPages {
  constructor(
    private readonly drafts: ContractService,
    private readonly contracts: ContractQueries,
    private readonly awards: AwardQueries,
    private readonly procedures: ProcedureQueries,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly people: PeopleQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  /** A contract that is past its draft is shown; a draft may still be made anew. */
  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('procedure', ParseUUIDPipe) procedureId: string): Promise<void> {
    const known = await this.contracts.ofProcedure(procedureId);
    if (known && known.departmentId === actorOf(request).organizationId && !['drafted', 'rejected'].includes(known.state))
      return void (await reply.status(303).header('location', `/buy/contracts/${known.id}`).send());
    await this.show(
      request,
      reply,
      procedureId,
      this.forms.open(known?.state === 'drafted' ? { managerPersonId: known.managerPersonId } : {}),
    );
  }

  @Post()
  draft(@Req() request: PageRequest, @Res() reply: PageReply, @Param('procedure', ParseUUIDPipe) procedureId: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DraftContract,
      act: async ({ managerPersonId }) => {
        const { id } = await this.drafts.draft(
          actor,
          procedureId,
          managerPersonId,
          await this.people.withRole('handler', actor.organizationId),
        );
        return `/buy/contracts/${id}?done=contract-drafted`;
      },
      again: (form) => this.show(request, reply, procedureId, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, procedureId: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const procedure = found(await this.procedures.byId(procedureId), 'procedure');
    if (procedure.departmentId !== actor.organizationId) throw absent('procedure');
    const [award, notice, colleagues] = await Promise.all([
      this.awards.byProcedure(procedureId),
      this.notices.byNumber(procedure.number),
      this.people.withRole('handler', actor.organizationId),
    ]);
    const provider = award && (await this.organizations.byId(award.providerId));
    const data = {
      form,
      here: `/buy/contracts/for/${procedureId}`,
      back: `/notices/${procedure.number}`,
      ready: award !== null && ['announced', 'held'].includes(award.state),
      award,
      provider,
      notice,
      colleagues: colleagues.map(({ personId, name }) => ({ value: personId, text: name })),
    };
    this.views.page(request, reply, 'contracts/draft', data, {
      title: { key: 'contracts.draft' },
      back: { href: '/buy/contracts', title: { key: 'contracts.ours' } },
    });
  }
}
