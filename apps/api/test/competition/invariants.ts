import type { Run } from './run.js';
import type { TestDatabase } from '../../../../libs/platform/test/harness.js';
import { award, standing } from './model.js';

/** What must hold of the database after each run, whatever was tried. */
export async function invariants(run: Run): Promise<void> {
  const { model } = run;
  const { database } = run.stage;
  const { id } = model;
  const say = (why: string): never => run.fail(why);
  const [journal] = await database.sql<{ whole: boolean; sound: boolean }>(
    `select count(seq) = coalesce(max(seq), 0) and max(seq) = (select seq from platform.journal_head) as whole,
       bool_and(project is distinct from $1 or commitment = sha256(salt || payload)) as sound from platform.journal`,
    [id],
  );
  if (!journal!.whole || !journal!.sound) say(`the journal has a gap or another content: ${JSON.stringify(journal)}`);

  const awards = await database.sql<{ bid: string; state: string }>(
    `select bid_id as bid, state from evaluation.award where procedure_id = $1 order by decided_at`,
    [id],
  );
  const known = model.awards.map(({ candidate, state }) => ({ bid: candidate.bid.id, state }));
  const silent = awards.length === known.length + 1 && awards.at(-1)!.bid === standing(model)[0]?.bid.id;
  if (!silent && JSON.stringify(awards) !== JSON.stringify(known))
    say(`awards ${JSON.stringify(awards)}, expected ${JSON.stringify(known)}`);

  const lying = await database.sql<{ bid: string; digest: string }>(
    `select b.id as bid, encode(s.envelope_sha256, 'hex') as digest from bidding.bid b
     join bidding.submission s on s.bid = b.id and s.version = b.version
     where b.procedure = $1 and b.state in ('submitted', 'opened', 'void') order by b.id`,
    [id],
  );
  const acknowledged = model.bids
    .filter(({ handedIn }) => handedIn)
    .map(({ id: bid, handedIn }) => ({ bid, digest: handedIn!.digest }))
    .sort((one, other) => (one.bid < other.bid ? -1 : 1));
  if (JSON.stringify(lying) !== JSON.stringify(acknowledged))
    say(`in the box ${JSON.stringify(lying)}, acknowledged ${JSON.stringify(acknowledged)}`);

  await stateOf(id);

  async function stateOf(procedure: string): Promise<void> {
    const [row] = await database.sql<{ state: string; item: string }>(
      `select p.state, i.state as item from tendering.procedure p join planning.plan_item i on i.id = p.plan_item where p.id = $1`,
      [procedure],
    );
    const closedMeanwhile = model.state === 'open' && Date.now() + 500 >= model.closesAt && row!.state === 'closed';
    if (row!.state !== model.state && !closedMeanwhile) say(`the procedure is ${row!.state}, expected ${model.state}`);
    const item = ['failed', 'cancelled', 'in_review'].includes(model.state) ? 'announced' : 'in_procedure';
    if (row!.item !== item) say(`the plan item is ${row!.item}, expected ${item}`);
    if (award(model) && !['closed', 'failed'].includes(model.state)) say('an award of a procedure that is not closed');
  }
}

/** Over all runs: each account holds what its transfers say, and what was debited was credited. Answers what is wrong. */
export function ledgerFaults(database: TestDatabase): Promise<object[]> {
  return database.sql(`
    with side as (
      select debit_account as account, true as debit, kind, amount, pending_id from ledger.transfer
      union all select credit_account, false, kind, amount, pending_id from ledger.transfer
    ), fold as (
      select s.account, s.debit,
        sum(case s.kind when 'pending' then s.amount when 'direct' then 0 else -p.amount end) as pending,
        sum(case when s.kind in ('direct', 'post') then s.amount else 0 end) as posted
      from side s left join ledger.transfer p on p.id = s.pending_id group by s.account, s.debit
    )
    select a.code from ledger.account a
      left join fold d on d.account = a.id and d.debit left join fold c on c.account = a.id and not c.debit
    where (a.debits_pending, a.debits_posted, a.credits_pending, a.credits_posted)
      is distinct from (coalesce(d.pending, 0), coalesce(d.posted, 0), coalesce(c.pending, 0), coalesce(c.posted, 0))
    union all
    select 'sum' from ledger.account having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)`);
}
