import { ContractsModule, SigningService, type WholeContract } from '#contracts';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { aDraftContract, anAnnouncedAward, anOfferedContract, specAcceleration, type Won } from './builders.js';

/** Whatever program writes, the database keeps these. */
describe('the database', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let won: Won;
  let drafted: WholeContract;
  beforeAll(async () => {
    rooms = await openRooms([ContractsModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
    won = await anAnnouncedAward(rooms, cast);
    drafted = await aDraftContract(rooms, cast, won);
  }, 120_000);
  afterAll(() => rooms.close());

  const sql = (text: string, values?: unknown[]) => rooms.database.sql(text, values);
  const sigs = `insert into contracts.signature (contract_id, side, person, person_name, organization_id, sha256, statement, algorithm, key_id, signature, at)`;

  it('keeps the sum of the instalments at the price, to the fen', async () => {
    await expect(
      sql('update contracts.instalment set amount = amount + 1 where contract_id = $1 and no = 1', [drafted.id]),
    ).rejects.toThrow(/the price is/);
    await expect(sql('delete from contracts.instalment where contract_id = $1 and no = 1', [drafted.id])).rejects.toThrow(/the price is/);
  });

  it('keeps the price at the price of the award', async () => {
    const both = `with less as (update contracts.contract set price = price - 1 where id = $1)
      update contracts.instalment set amount = amount - 1 where contract_id = $1 and no = 1`;
    await expect(sql(both, [drafted.id])).rejects.toThrow(/the award/);
  });

  it('gives an award one living contract', async () => {
    const columns = `id, number, award_id, procedure_id, plan_item_id, department_id, provider_id, title, price, state, content, manager_person, drafted_by, rule_day, drafted_at`;
    await expect(
      sql(
        `insert into contracts.contract (${columns}) select gen_random_uuid(), 'x', ${columns.split(', ').slice(2).join(', ')} from contracts.contract where id = $1`,
        [drafted.id],
      ),
    ).rejects.toThrow(/contract_award/);
  });

  describe('once the text was offered', () => {
    let offered: WholeContract;
    beforeAll(async () => {
      offered = await anOfferedContract(rooms, cast, won);
    });
    const sign = (side: string, person: string, organization: string, sha256 = offered.sha256) =>
      sql(`${sigs} values ($1, $2, $3, 'x', $4, $5, 'sha ' || $5, 'Ed25519', 'k', 's', now())`, [
        offered.id,
        side,
        person,
        organization,
        sha256,
      ]);

    it('lets nobody change text, price, manager or instalments', async () => {
      for (const change of [
        `content = '{}'`,
        `title = 'x'`,
        `manager_person = drafted_by`,
        `sha256 = repeat('0', 64)`,
        `rule_day = '2020-01-01'`,
      ])
        await expect(sql(`update contracts.contract set ${change} where id = $1`, [offered.id])).rejects.toThrow(/fixed since/);
      await expect(sql(`update contracts.instalment set name = 'x' where contract_id = $1`, [offered.id])).rejects.toThrow(/fixed since/);
    });

    it('takes no signature of the drafter, of a stranger, or under another text', async () => {
      const { handler, approver, stranger } = cast;
      await expect(sign('buyer', handler.personId, handler.organizationId)).rejects.toThrow(/does not sign/);
      await expect(sign('buyer', stranger.personId, stranger.organizationId)).rejects.toThrow(/is not the buyer/);
      await expect(sign('buyer', approver.personId, approver.organizationId, '0'.repeat(64))).rejects.toThrow(
        /not open for this signature/,
      );
    });

    it('binds nobody without both signatures', async () => {
      await rooms.get(SigningService).sign(cast.providers[0]!, offered.id);
      const force = `update contracts.contract set state = 'active', active_at = now(), ends_at = now() where id = $1`;
      await expect(sql(force, [offered.id])).rejects.toThrow(/1 of 2 signatures/);
      await expect(sql('delete from contracts.signature where contract_id = $1', [offered.id])).rejects.toThrow(/append-only/);
      await expect(sql(`update contracts.signature set signature = 'x' where contract_id = $1`, [offered.id])).rejects.toThrow(
        /append-only/,
      );
    });
  });
});
