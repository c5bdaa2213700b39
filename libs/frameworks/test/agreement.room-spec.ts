import { type Deadline, DeadlineQueries } from '#calendar';
import { DocumentService, Signer } from '#documents';
import { AgreementSigning, EntryService, FrameworksModule, KeepingService, MembershipService, type WholeAgreement } from '#frameworks';
import { PlanQueries } from '#planning';
import { Alarms } from '#platform';
import { ProcedureQueries } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { agreement, allWays, anAgreement, anEntry, aReportedEntry, entrantOf, specAcceleration, usualLots } from './builders.js';

describe('a framework agreement', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([FrameworksModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
  }, 120_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const conclude = (...args: Parameters<EntryService['conclude']>) => rooms.get(EntryService).conclude(...args);
  const sign = (...args: Parameters<AgreementSigning['sign']>) => rooms.get(AgreementSigning).sign(...args);
  const keeping = (): KeepingService => rooms.get(KeepingService);
  const members = (): MembershipService => rooms.get(MembershipService);
  const clocks = async (subject: string): Promise<Record<string, Deadline>> =>
    Object.fromEntries((await rooms.get(DeadlineQueries).ofSubjects([subject])).map((deadline) => [deadline.key, deadline]));
  const names = (whole: WholeAgreement, state = 'in'): string[] =>
    whole.entrants.filter((one) => one.state === state).map(({ providerId }) => providerId);
  const ids = (...places: number[]): string[] => places.map((place) => cast.providers[place]!.organizationId);

  describe('the first stage', () => {
    it('waits for the signed report and is concluded by an approver who has just proved who they are', async () => {
      const waiting = await aReportedEntry(rooms, cast, { reported: false });
      await expect(conclude(cast.approver, waiting, { ways: allWays })).rejects.toMatchObject(code('framework.not-reported'));
      const id = await aReportedEntry(rooms, cast);
      await expect(conclude(cast.stranger, id, { ways: allWays })).rejects.toMatchObject(code('absent'));
      await expect(conclude(cast.handler, id, { ways: allWays })).rejects.toMatchObject(code('framework.conclude-role'));
      await expect(conclude({ ...cast.approver, confirmedAt: null }, id, { ways: allWays })).rejects.toMatchObject(code('confirm-first'));
    });

    it('lets the first of each lot enter after at least a fifth and one went (T10)', async () => {
      const whole = await anEntry(rooms, cast);
      expect(whole).toMatchObject({ state: 'signing', kind: 'closed', named: 4, months: 12, ways: allWays });
      expect(whole.number).toMatch(/^321202-\d{4}-KJ-\d{4}$/);
      expect(whole.lots.map(({ lot, qualified, entered }) => [lot, qualified, entered])).toEqual([
        ['1', 4, 3],
        ['2', 2, 1],
      ]);
      const prices = Object.fromEntries(
        whole.entrants.map(({ providerId, prices: own }) => [providerId, own.map(({ lot, price }) => `${lot}:${price}`)]),
      );
      expect(prices).toEqual({ [ids(0)[0]!]: ['1:5000'], [ids(1)[0]!]: ['1:5200'], [ids(2)[0]!]: ['1:5500'], [ids(3)[0]!]: ['2:26000'] });
      const procedure = await rooms.get(ProcedureQueries).byId(whole.procedureId);
      expect(procedure!.state).toBe('completed');
      const lights = await rooms.get(DeadlineQueries).ofSubjects([whole.id]);
      expect(lights.map(({ key }) => key)).toEqual(['framework.sign']);
      const [decided] = await rooms.database.sql<{ met: boolean }>(
        `select met_at is not null as met from calendar.deadline where project = $1 and key = 'buyer.decide'`,
        [whole.procedureId],
      );
      expect(decided).toEqual({ met: true });
      await expect(conclude(cast.approver, whole.procedureId, { ways: allWays })).rejects.toBeDefined();
    });

    it('fails where one answered, and where the term is longer than two years', async () => {
      const [first] = usualLots;
      const alone = await aReportedEntry(rooms, cast, { lots: [{ ...first!, offers: [[0, '50.00']] }] });
      await expect(conclude(cast.approver, alone, { ways: allWays })).rejects.toMatchObject(code('framework.nobody-enters'));
      const long = await aReportedEntry(rooms, cast, { months: 25 });
      await expect(conclude(cast.approver, long, { ways: allWays })).rejects.toMatchObject(code('framework.term-too-long'));
    });
  });

  describe('signing', () => {
    it('needs both sides for each entrant, and then it is in force with its clocks', async () => {
      const { id, entrants } = await anEntry(rooms, cast);
      await expect(sign(cast.stranger, id)).rejects.toMatchObject(code('absent'));
      await expect(sign({ ...cast.providers[0]!, confirmedAt: null }, id)).rejects.toMatchObject(code('confirm-first'));
      await expect(sign({ ...cast.providers[0]!, roles: ['project_lead'] }, id)).rejects.toMatchObject(code('framework.sign-role'));
      await expect(sign(cast.handler, id)).rejects.toMatchObject(code('framework.sign-role'));
      await sign(cast.approver, id);
      await expect(sign(cast.approver, id)).rejects.toMatchObject(code('framework.side-signed'));
      for (const provider of cast.providers.slice(0, 3)) await sign(provider, id);
      expect((await agreement(rooms, id)).state).toBe('signing');
      await sign(cast.providers[3]!, id);

      const whole = await agreement(rooms, id);
      expect(whole).toMatchObject({ state: 'in_force' });
      expect(names(whole).sort()).toEqual(ids(0, 1, 2, 3).sort());
      expect(whole.endsAt! > whole.inForceAt!).toBe(true);
      expect(Object.keys(await clocks(id)).sort()).toEqual(['framework.file_copy', 'framework.publish_entrants', 'framework.sign']);
      expect((await clocks(id))['framework.sign']!.metAt).toBeInstanceOf(Date);
      expect(whole.signatures).toHaveLength(8);
      for (const { statement, algorithm, keyId, signature, entrantId } of whole.signatures) {
        expect(statement).toContain(`document-sha256: ${entrants.find((one) => one.id === entrantId)!.sha256}`);
        const kept = { algorithm: algorithm as 'Ed25519', keyId, signature };
        expect(await rooms.get(Signer).verify(Buffer.from(statement), kept)).toBe('genuine');
      }
      const [paper] = await rooms.get(DocumentService).about(entrantOf(whole, cast.providers[0]!), 'framework-agreement');
      const { body } = await rooms.get(DocumentService).read(cast.providers[0], paper!.id);
      for (const words of ['¥50.00', '伍拾元整', '日间居家服务', '财政部令第110号', '直接选定、二次竞价、顺序轮候'])
        expect(body).toContain(words);
      await expect(rooms.get(DocumentService).read(cast.providers[1], paper!.id)).rejects.toMatchObject(code('absent'));
    });

    it('goes on without whoever did not sign in time, and falls when nobody did', async () => {
      const [some, none] = [await anEntry(rooms, cast), await anEntry(rooms, cast)];
      await sign(cast.approver, some.id);
      await sign(cast.providers[0]!, some.id);
      await rooms.database.sql(
        `update calendar.deadline set amber_at = starts_at, due_at = starts_at + interval '1 millisecond' where subject in ($1, $2) and key = 'framework.sign'`,
        [some.id, none.id],
      );
      await rooms.database.sql(`update platform.alarm set due_at = clock_timestamp() where kind = 'framework.sign'`);
      await rooms.get(Alarms).ringDue();
      const left = await agreement(rooms, some.id);
      expect([left.state, names(left), names(left, 'lapsed').length]).toEqual(['in_force', ids(0), 3]);
      const fallen = await agreement(rooms, none.id);
      expect(fallen.state).toBe('lapsed');
      expect(await rooms.get(PlanQueries).item(fallen.funds[0]!.planItemId)).toMatchObject({ state: 'announced', procedureId: null });
    });
  });

  describe('in force', () => {
    let whole: WholeAgreement;
    beforeAll(async () => {
      whole = await anAgreement(rooms, cast);
    }, 60_000);

    it('is made known and filed once, each within its time', async () => {
      await expect(keeping().tell(cast.stranger, whole.id)).rejects.toMatchObject(code('absent'));
      await keeping().tell(cast.handler, whole.id);
      await expect(keeping().tell(cast.handler, whole.id)).rejects.toMatchObject(code('framework.told-already'));
      await keeping().file(cast.handler, whole.id, { reference: '财框备2026-1' });
      await expect(keeping().file(cast.handler, whole.id, { reference: 'x' })).rejects.toMatchObject(code('framework.filed-already'));
      const lights = await clocks(whole.id);
      expect(Object.values(lights).every(({ metAt }) => metAt !== null)).toBe(true);
    });

    it('takes no applications and lets nobody walk out, but puts out who was heard on a ground of the law', async () => {
      const [first] = cast.providers;
      await expect(members().apply(cast.providers[1]!, whole.id, { statement: '愿意加入' })).rejects.toMatchObject(
        code('framework.closed-to-entry'),
      );
      const entrant = entrantOf(whole, first!);
      await expect(members().leave(first!, entrant, { reason: '不想做了' })).rejects.toMatchObject(code('framework.closed-no-leave'));
      const why = { ground: 'non-performance', reason: '三次未上门，请求后仍未改正', hearing: '2026-11-20 听取陈述，对方无异议' } as const;
      await expect(members().remove(cast.handler, entrant, why)).rejects.toMatchObject(code('framework.desk-role'));
      await members().remove(cast.approver, entrant, why);
      expect((await agreement(rooms, whole.id)).entrants.find(({ id }) => id === entrant)).toMatchObject({
        state: 'removed',
        ground: why.ground,
        hearing: why.hearing,
        endReason: why.reason,
      });
      await members().announceEnd(cast.handler, entrant);
      expect((await clocks(entrant))['framework.open.leave.announce']!.metAt).toBeInstanceOf(Date);
    });

    it('is supplemented only below 70 percent, keeps its term, and never by whoever was put out', async () => {
      const fresh = (): Promise<string> => aReportedEntry(rooms, cast);
      await expect(conclude(cast.approver, await fresh(), { ways: allWays, supplements: whole.id })).rejects.toMatchObject(
        code('framework.enough-entrants'),
      );
      await members().release(cast.approver, entrantOf(whole, cast.providers[1]!), { reason: '机构注销，有正当理由' });
      const supplement = await fresh();
      expect(await conclude(cast.approver, supplement, { ways: allWays, supplements: whole.id })).toBe(whole.id);
      const grown = await agreement(rooms, whole.id);
      expect(grown.endsAt).toEqual(whole.endsAt);
      expect(names(grown, 'named')).toEqual(ids(1));
      await sign(cast.approver, whole.id);
      await sign(cast.providers[1]!, whole.id);
      expect(names(await agreement(rooms, whole.id)).sort()).toEqual(ids(1, 2, 3).sort());
      expect((await clocks(whole.id))['framework.publish_entrants']!.metAt).toBeNull();
    });
  });

  describe('open to all', () => {
    let whole: WholeAgreement;
    beforeAll(async () => {
      whole = await anAgreement(rooms, cast, { method: 'framework_open' });
    }, 60_000);

    it('is in force at once, without entrants and with a uniform price', () => {
      expect(whole).toMatchObject({ state: 'in_force', kind: 'open', named: 0, entrants: [] });
    });

    it('takes an application, reviews it in time, and lets the provider in with the announcement', async () => {
      const [first, second] = cast.providers;
      await expect(members().apply({ ...first!, roles: ['field_staff'] }, whole.id, { statement: 'x' })).rejects.toMatchObject(
        code('framework.apply-role'),
      );
      const id = await members().apply(first!, whole.id, { statement: '我们有 12 名持证护理员。' });
      await expect(members().apply(first!, whole.id, { statement: '再来' })).rejects.toMatchObject(code('framework.applied-already'));
      expect(Object.keys(await clocks(id))).toEqual(['framework.open.review']);
      await members().review(cast.handler, id, { outcome: 'approve' });
      expect((await clocks(id))['framework.open.review']!.metAt).toBeInstanceOf(Date);
      await members().announce(cast.handler, id);
      const [entrant] = (await agreement(rooms, whole.id)).entrants;
      expect(entrant).toMatchObject({ state: 'in', providerId: first!.organizationId });
      expect(entrant!.prices.map(({ lot, price }) => [lot, price])).toEqual([
        ['1', 6_000n],
        ['2', 30_000n],
      ]);

      const refused = await members().apply(second!, whole.id, { statement: '申请' });
      await expect(members().review(cast.handler, refused, { outcome: 'refuse' })).rejects.toMatchObject(code('framework.reason-missing'));
      await members().review(cast.handler, refused, { outcome: 'refuse', reason: '没有护理资质证明' });
      await members().leave(second!, await members().apply(second!, whole.id, { statement: '补充了证明' }), { reason: '先不申请' });
    });

    it('is left at any time and entered again, but not by whoever was put out', async () => {
      const [first, , third] = cast.providers;
      const entrant = entrantOf(await agreement(rooms, whole.id), first!);
      await members().leave(first!, entrant, { reason: '业务调整' });
      expect(Object.keys(await clocks(entrant)).sort()).toEqual([
        'framework.open.announce',
        'framework.open.leave.announce',
        'framework.open.review',
      ]);
      await members().apply(first!, whole.id, { statement: '重新加入' });
      const out = await members().apply(third!, whole.id, { statement: '申请' });
      await members().review(cast.handler, out, { outcome: 'approve' });
      await members().announce(cast.handler, out);
      await members().remove(cast.approver, out, { ground: 'false-material', reason: '证书造假', hearing: '书面陈述' });
      await expect(members().apply(third!, whole.id, { statement: '再申请' })).rejects.toMatchObject(code('framework.was-removed'));
    });
  });

  it('expires on its last day, is summed up in public, and gives back what no order drew', async () => {
    const whole = await anAgreement(rooms, cast);
    await expect(keeping().summarize(cast.handler, whole.id)).rejects.toMatchObject(code('lifecycle.not-now'));
    await rooms.database.sql(`update frameworks.agreement set ends_at = in_force_at + interval '1 millisecond' where id = $1`, [whole.id]);
    await rooms.database.sql(`update platform.alarm set due_at = clock_timestamp() where kind = 'framework.expire' and subject = $1`, [
      whole.id,
    ]);
    await rooms.get(Alarms).ringDue();
    expect((await agreement(rooms, whole.id)).state).toBe('expired');
    expect((await clocks(whole.id))['framework.summary_after_expiry']!.metAt).toBeNull();
    await keeping().summarize(cast.handler, whole.id);
    const done = await agreement(rooms, whole.id);
    expect(done).toMatchObject({ state: 'summarized', summary: { orders: 0, amount: '0' } });
    expect((await clocks(whole.id))['framework.summary_after_expiry']!.metAt).toBeInstanceOf(Date);
    expect((await rooms.get(DocumentService).about(whole.id, 'framework-summary'))[0]).toMatchObject({ public: true });
    expect(await rooms.get(PlanQueries).item(done.funds[0]!.planItemId)).toMatchObject({ state: 'announced' });
  });
});
