import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure } from '#kernel';
import { Database, now, type Tx } from '#platform';
import { OrganizationQueries } from '#organizations';
import { Admissions, type HeldProcedure, ProcedureService } from '#tendering';
import { bidPolicy } from './bid.policy.js';
import { inTime, mayBid } from './bid.rules.js';
import { Boxes } from './box.service.js';
import { contextOf, type Owner, Vault } from './vault.gateway.js';

/** Begins bids. Nothing of it goes into the journal: that somebody is preparing a bid is as secret as the bid. */
@Injectable()
export class BidService {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly organizations: OrganizationQueries,
    private readonly admissions: Admissions,
    private readonly boxes: Boxes,
    private readonly vault: Vault,
  ) {}

  /** Begins the provider's bid, or finds the one it has begun. */
  start(actor: Actor, procedureId: string): Promise<{ id: string }> {
    return this.database.transaction(async (tx) => {
      const procedure = await this.procedures.holdOpen(tx, procedureId);
      const at = await now(tx);
      const mark = this.vault.mark(procedure.id, actor.organizationId);
      const known = await this.known(tx, mark);
      if (known && bidPolicy.read(actor)) return known;
      await this.mayTakePart(tx, actor, procedure);
      ensure(inTime(procedure, at));

      await this.boxes.prepare(tx, procedure.id, procedure.closesAt);
      const id = randomUUID();
      const owner: Owner = { provider: actor.organizationId, startedAt: at.toISOString() };
      await tx.query(
        `insert into bidding.bid (id, procedure, mark, state, owner) values ($1, $2, $3, 'draft', $4) on conflict (mark) do nothing`,
        [id, procedure.id, mark, this.vault.close(contextOf.owner(id), owner)],
      );
      return (await this.known(tx, mark))!;
    });
  }

  private async mayTakePart(tx: Tx, actor: Actor, procedure: HeldProcedure): Promise<void> {
    const organization = await this.organizations.byId(actor.organizationId);
    if (organization) ensure(mayBid(organization, procedure.departmentId));
    authorize(bidPolicy.write, actor, undefined, organization ? 'bid.role' : 'bid.not-a-provider');
    ensure(await this.admissions.mayTakePart(tx, procedure.id, actor.organizationId));
  }

  private async known(tx: Tx, mark: Buffer): Promise<{ id: string } | undefined> {
    const [row] = await tx.query<{ id: string }[]>('select id from bidding.bid where mark = $1', [mark]);
    return row;
  }
}
