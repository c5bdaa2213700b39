import { AwardQueries, AwardService } from '#evaluation';
import { type Deadline, DeadlineQueries } from '#calendar';
import {
  type Contract,
  ContractQueries,
  ContractsModule,
  ContractService,
  EndingService,
  SigningService,
  type WholeContract,
} from '#contracts';
import { DocumentService, Signer } from '#documents';
import { LedgerQueries } from '#ledger';
import { Database } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import {
  aDraftContract,
  anActiveContract,
  anAnnouncedAward,
  anOfferedContract,
  colleagues,
  specAcceleration,
  type Won,
} from './builders.js';

describe('a contract', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([ContractsModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
  }, 120_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const sign = (...args: Parameters<SigningService['sign']>) => rooms.get(SigningService).sign(...args);
  const clocks = async (subject: string): Promise<Record<string, Deadline>> =>
    Object.fromEntries((await rooms.get(DeadlineQueries).ofSubjects([subject])).map((deadline) => [deadline.key, deadline]));

  describe('from award to offer', () => {
    let won: Won;
    beforeAll(async () => {
      won = await anAnnouncedAward(rooms, cast);
    }, 60_000);

    it('is generated with nothing retyped, its instalments making the price of the award', async () => {
      const contract = await aDraftContract(rooms, cast, won);
      expect(contract).toMatchObject({
        state: 'drafted',
        price: 80_000_000n,
        departmentId: cast.handler.organizationId,
        providerId: cast.providers[0]!.organizationId,
      });
      expect(contract.number).toMatch(/^321202-\d{4}-HT-\d{4}$/);
      expect(contract.content).toMatchObject({
        price: '800000.00',
        beneficiaries: '老年人、残疾人家庭',
        quantity: { amount: '15000', unit: '户' },
        method: { plan: '每天两餐,送到家。', staffing: '厨师 3 人,送餐员 6 人。' },
        manager: { personId: cast.otherHandler.personId, name: '李经办' },
        buyer: { uscc: '11321202M00000107M' },
        provider: { uscc: '52321202MJ5000017X' },
      });
      expect(contract.instalments.reduce((sum, { amount }) => sum + amount, 0n)).toBe(contract.price);
      expect(contract.content.deviations.map(({ part }) => part)).toEqual(['price', 'method']);
      expect(contract.indicators.length).toBeGreaterThan(0);
    });

    it('is drafted by a handler of the department, with a manager from its own people', async () => {
      const drafts = rooms.get(ContractService);
      const people = colleagues(cast);
      await expect(drafts.draft(cast.stranger, won.procedureId, people[0]!.personId, people)).rejects.toMatchObject(code('absent'));
      await expect(drafts.draft(cast.approver, won.procedureId, people[0]!.personId, people)).rejects.toMatchObject(
        code('contract.draft-role'),
      );
      await expect(drafts.draft(cast.handler, won.procedureId, cast.stranger.personId, people)).rejects.toMatchObject(
        code('contract.manager-unknown'),
      );
    });

    it('is drafted anew under the same number, and hidden from the provider until it is offered', async () => {
      const [first, again] = [
        await aDraftContract(rooms, cast, won),
        await rooms.get(ContractService).draft(cast.handler, won.procedureId, cast.handler.personId, colleagues(cast)),
      ];
      expect([again.id, again.number]).toEqual([first.id, first.number]);
      expect(again.managerPersonId).toBe(cast.handler.personId);
      await expect(sign(cast.providers[0]!, first.id)).rejects.toMatchObject(code('absent'));
      expect(
        (await rooms.get(ContractQueries).list({ partyId: cast.providers[0]!.organizationId })).items.map(({ id }) => id),
      ).not.toContain(first.id);
    });

    it('runs the clock of signing from the announcement, as the law of thirty days', async () => {
      const award = await rooms.get(AwardQueries).byId(won.awardId);
      expect((await clocks(won.awardId))['contract.sign']).toMatchObject({
        startsAt: award!.announcedAt,
        holder: cast.handler.organizationId,
        metAt: null,
      });
    });

    it('is rejected with a reason, which makes room for another', async () => {
      const offered = await anOfferedContract(rooms, cast, won);
      await expect(aDraftContract(rooms, cast, won)).rejects.toMatchObject(code('contract.exists'));
      await expect(rooms.get(ContractService).reject(cast.handler, offered.id, { code: 'other', text: '不签' })).rejects.toMatchObject(
        code('contract.reject-role'),
      );
      const rejected = await rooms
        .get(ContractService)
        .reject(cast.providers[0]!, offered.id, { code: 'text-error', text: '服务地点写错' });
      expect(rejected).toMatchObject({ state: 'rejected', endCode: 'text-error', endText: '服务地点写错' });
      expect((await aDraftContract(rooms, cast, won)).number).not.toBe(offered.number);
    });
  });

  describe('signing', () => {
    let offered: WholeContract;
    beforeAll(async () => {
      offered = await anOfferedContract(rooms, cast, await anAnnouncedAward(rooms, cast));
    }, 60_000);

    it('asks who signs to prove themselves a moment ago, and refuses everybody it is not for', async () => {
      const provider = cast.providers[0]!;
      await expect(sign({ ...provider, confirmedAt: null }, offered.id)).rejects.toMatchObject(code('confirm-first'));
      await expect(sign({ ...provider, confirmedAt: new Date(Date.now() - 301_000) }, offered.id)).rejects.toMatchObject(
        code('confirm-first'),
      );
      await expect(sign(cast.providers[1]!, offered.id)).rejects.toMatchObject(code('absent'));
      await expect(sign({ ...provider, roles: ['project_lead'] }, offered.id)).rejects.toMatchObject(code('contract.sign-duty'));
      await expect(sign({ ...cast.handler, roles: ['handler', 'approver'] }, offered.id)).rejects.toMatchObject(code('contract.sign-duty'));
    });

    it('waits while a challenge holds the award', async () => {
      const tx = rooms.get(Database);
      await tx.transaction((one) => rooms.get(AwardService).hold(one, cast.approver, offered.awardId));
      await expect(sign(cast.providers[0]!, offered.id)).rejects.toMatchObject(code('contract.award-not-announced'));
      await tx.transaction((one) => rooms.get(AwardService).release(one, cast.approver, offered.awardId));
    });

    it('binds with the second signature: money committed, award final, clocks running', async () => {
      const once = await sign(cast.providers[0]!, offered.id);
      expect(once).toMatchObject({ state: 'signed_once', activeAt: null });
      await expect(sign(cast.providers[0]!, offered.id)).rejects.toMatchObject(code('contract.side-signed'));

      const active = await sign(cast.approver, offered.id);
      expect(active.state).toBe('active');
      expect((await rooms.get(AwardQueries).byId(offered.awardId))!.state).toBe('final');
      const [procedure] = await rooms.database.sql<{ state: string }>('select state from tendering.procedure where id = $1', [
        offered.procedureId,
      ]);
      expect(procedure!.state).toBe('completed');
      const balances = await rooms.get(LedgerQueries).balances(`contract:${offered.id}`);
      expect(balances.map(({ code: account, creditsPosted }) => [account, creditsPosted])).toEqual([
        [`contract:${offered.id}:committed`, 80_000_000n],
      ]);
      expect((await clocks(offered.awardId))['contract.sign']!.metAt).toBeInstanceOf(Date);
      expect(Object.keys(await clocks(offered.id)).sort()).toEqual(['contract.announce', 'contract.file_copy']);
      expect(active.instalments.every(({ dueAt }) => dueAt! > active.activeAt!)).toBe(true);
      expect(active.endsAt! > active.activeAt!).toBe(true);
    });

    it('leaves signatures that verify over the digest of the paper and fail over any other', async () => {
      const { signatures, sha256 } = (await rooms.get(ContractQueries).byId(offered.id))!;
      expect(signatures.map(({ side }) => side)).toEqual(['provider', 'buyer']);
      for (const { statement, algorithm, keyId, signature } of signatures) {
        expect(statement).toContain(`document-sha256: ${sha256}`);
        const kept = { algorithm: algorithm as 'Ed25519', keyId, signature };
        expect(await rooms.get(Signer).verify(Buffer.from(statement), kept)).toBe('genuine');
        expect(await rooms.get(Signer).verify(Buffer.from(`${statement} `), kept)).toBe('altered');
      }
    });

    it('tells the journal each step, with amounts in fen', async () => {
      const entries = await rooms.database.sql<{ type: string; facts: string }>(
        `select type, convert_from(payload, 'UTF8')::jsonb -> 'facts' as facts from platform.journal where subject = $1 order by at, id`,
        [offered.id],
      );
      expect(entries.map(({ type }) => type)).toEqual([
        'contract.drafted',
        'contract.offered',
        'contract.signed',
        'contract.signed',
        'contract.active',
      ]);
      expect(entries.at(-1)!.facts).toMatchObject({ price: '80000000', awardId: offered.awardId });
    });
  });

  describe('once it binds', () => {
    let active: WholeContract;
    beforeAll(async () => {
      active = await anActiveContract(rooms, cast);
    }, 60_000);
    const endings = (): EndingService => rooms.get(EndingService);

    it('is published once, with the very paper that was signed, and then is everybody’s', async () => {
      expect((await rooms.get(ContractQueries).list({ published: true })).items.map(({ id }) => id)).not.toContain(active.id);
      const published = await endings().publish(cast.handler, active.id);
      const papers = await rooms.get(DocumentService).about(active.id, 'contract');
      expect(papers.map(({ public: open, sha256 }) => [open, sha256])).toEqual([
        [false, active.sha256],
        [true, active.sha256],
      ]);
      const { body } = await rooms.get(DocumentService).read(undefined, papers[1]!.id);
      for (const words of ['捌拾万元整', '第五条 监督与评价办法', '52321202MJ5000017X', '李经办']) expect(body).toContain(words);
      expect((await clocks(active.id))['contract.announce']!.metAt).toEqual(published.publishedAt);
      await expect(endings().publish(cast.handler, active.id)).rejects.toMatchObject(code('contract.published-already'));
      expect((await rooms.get(ContractQueries).list({ published: true, q: '夕阳红' })).items.map(({ id }) => id)).toEqual([active.id]);
    });

    it('is filed with the finance bureau once', async () => {
      expect(await endings().file(cast.handler, active.id, { reference: '财备2026-7' })).toMatchObject({ filedUnder: '财备2026-7' });
      await expect(endings().file(cast.handler, active.id, { reference: 'x' })).rejects.toMatchObject(code('contract.filed-already'));
    });

    it('is completed by an approver when every instalment has its result, which is given once and never above its amount', async () => {
      await expect(endings().complete(cast.handler, active.id)).rejects.toMatchObject(code('contract.end-role'));
      await expect(endings().complete(cast.approver, active.id)).rejects.toMatchObject(code('contract.instalments-open'));
      const close = (instalmentId: string, payable: bigint) =>
        rooms.get(Database).transaction((tx) => endings().closeInstalment(tx, cast.approver, active.id, instalmentId, payable));
      const [first] = active.instalments;
      await expect(close(first!.id, first!.amount + 1n)).rejects.toThrow(/check constraint/);
      for (const { id, amount } of active.instalments) await close(id, amount);
      await expect(close(first!.id, 0n)).rejects.toMatchObject(code('contract.instalment-closed'));
      expect(await endings().complete(cast.approver, active.id)).toMatchObject({ state: 'completed' });
      await expect(endings().terminate(cast.approver, active.id, { code: 'agreement', text: '迟了' })).rejects.toMatchObject(
        code('lifecycle.not-now'),
      );
    });
  });

  it('falls when its award is withdrawn before both signed', async () => {
    const offered = await anOfferedContract(rooms, cast, await anAnnouncedAward(rooms, cast));
    await rooms
      .get(Database)
      .transaction((tx) =>
        rooms.get(AwardService).withdraw(tx, cast.approver, offered.awardId, { cause: 'winner-refused', reason: '中选人放弃' } as never),
      );
    await rooms.settle();
    expect(await rooms.get(ContractQueries).byId(offered.id)).toMatchObject({
      state: 'rejected',
      endCode: 'award-withdrawn',
    } satisfies Partial<Contract>);
    expect((await clocks(offered.awardId))['contract.sign']!.cancelledAt).toBeInstanceOf(Date);
  }, 60_000);
});
