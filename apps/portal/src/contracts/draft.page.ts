import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ContractQueries, ContractService, DraftContract } from '#contracts';
import { type AwardFields, AwardQueries } from '#evaluation';
import { PeopleQueries } from '#identity';
import { absent, found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { lotsOf, NoticeQueries, ProcedureQueries } from '#tendering';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** The one question before a contract is generated: who manages it. `?award=` says which of several lots. */
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
    const award = await this.wanted(request, procedureId);
    const known = award && (await this.contracts.ofAward(award.id));
    if (known && known.departmentId === actorOf(request).organizationId && !['drafted', 'rejected'].includes(known.state))
      return void (await reply.status(303).header('location', `/buy/contracts/${known.id}`).send());
    await this.show(
      request,
      reply,
      procedureId,
      this.forms.open(known?.state === 'drafted' ? { managerPersonId: known.managerPersonId } : {}),
      award?.lot,
    );
  }

  @Post()
  draft(@Req() request: PageRequest, @Res() reply: PageReply, @Param('procedure', ParseUUIDPipe) procedureId: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DraftContract,
      act: async ({ managerPersonId, lot }) => {
        const { id } = await this.drafts.draft(
          actor,
          procedureId,
          managerPersonId,
          await this.people.withRole('handler', actor.organizationId),
          lot,
        );
        return `/buy/contracts/${id}?done=contract-drafted`;
      },
      again: (form) => this.show(request, reply, procedureId, form, form.values.lot as string | undefined),
    });
  }

  /** The award named in the address, else the first lot's that has no binding contract, else the first. */
  private async wanted(request: PageRequest, procedureId: string): Promise<AwardFields | null> {
    const awards = await this.awards.ofProcedure(procedureId);
    const named = new URLSearchParams(request.url.split('?')[1] ?? '').get('award');
    const asked = awards.find(({ id }) => id === named);
    if (asked) return asked;
    for (const award of awards) {
      const known = await this.contracts.ofAward(award.id);
      if (!known || ['drafted', 'rejected'].includes(known.state)) return award;
    }
    return awards[0] ?? null;
  }

  private async show(request: PageRequest, reply: PageReply, procedureId: string, form: FormState, lot?: string): Promise<void> {
    const actor = actorOf(request);
    const procedure = found(await this.procedures.byId(procedureId), 'procedure');
    if (procedure.departmentId !== actor.organizationId) throw absent('procedure');
    const [award, notice, colleagues] = await Promise.all([
      this.awards.byProcedure(procedureId, lot),
      this.notices.byNumber(procedure.number),
      this.people.withRole('handler', actor.organizationId),
    ]);
    const provider = award && (await this.organizations.byId(award.providerId));
    const data = {
      form,
      here: `/buy/contracts/for/${procedureId}`,
      back: `/notices/${procedure.number}`,
      lot: award?.lot ?? '1',
      several: notice !== null && lotsOf(notice.content).length > 1,
      lotName: notice && award ? lotsOf(notice.content).find(({ id }) => id === award.lot)?.name : null,
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
