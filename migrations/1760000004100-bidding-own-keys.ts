import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An opening that two holders could not finish comes to its end: until when bidders may open what stayed closed, and who
 * of the holders said that they do not open. Openings that waited before are looked at again.
 */
export class BiddingOwnKeys1760000004100 implements MigrationInterface {
  name = 'BiddingOwnKeys1760000004100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bidding.box add column own_keys_until timestamptz;

      create table bidding.decline (
        procedure uuid not null,
        round int not null,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        person uuid not null,
        name text not null,
        organization uuid not null references organizations.organization,
        reason text not null check (length(reason) between 1 and 1000),
        at timestamptz not null,
        primary key (procedure, round, office),
        unique (procedure, round, person),
        foreign key (procedure, round) references bidding.box
      );
      create trigger only_sealed before insert on bidding.decline for each row execute function bidding.only_sealed();
      create trigger no_change before update or delete on bidding.decline for each row execute function platform.append_only();
      grant select, insert on bidding.decline to qiyue_app;

      insert into platform.alarm (id, kind, subject, due_at)
      select gen_random_uuid(), 'box.finish', x.procedure, clock_timestamp() from bidding.box x
      where x.state = 'sealed'
        and (select count(*) from bidding.attendance a where a.procedure = x.procedure and a.round = x.round) >= 2
      on conflict (kind, subject) do nothing;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
