import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { type PlanItem, PlanQueries } from '#planning';
import { Config, type Entry, type Tx } from '#platform';
import { NoticeQueries, ProcedureQueries } from '#tendering';
import { planOcid, releaseId, tenderOcid } from './ids.rules.js';
import type { Body } from './release.view.js';
import type { BoxThen } from './secrecy.rules.js';
import type { Process, Related } from './tender.release.view.js';

/** What a procedure's stories are told with: its public head, its parties, what it follows from. */
@Injectable()
export class ProcessQueries {
  constructor(
    private readonly config: Config,
    private readonly notices: NoticeQueries,
    private readonly procedures: ProcedureQueries,
    private readonly plans: PlanQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Null while the procedure is not public. */
  async of(procedureId: string): Promise<(Process & { item: PlanItem }) | null> {
    const notice = await this.notices.byId(procedureId);
    if (!notice) return null;
    const item = found(await this.plans.item(notice.planItemId), 'plan item');
    const { number, title, category, method, department } = notice;
    return {
      prefix: this.config.ocidPrefix,
      publicUrl: this.config.publicUrl,
      procedureId,
      number,
      title,
      category,
      method,
      year: item.year,
      department: { uscc: department.uscc, name: department.name },
      item,
    };
  }

  async body(organizationId: string): Promise<Body> {
    return (await this.bodies([organizationId])).get(organizationId)!;
  }

  async bodies(organizationIds: readonly string[]): Promise<Map<string, Body>> {
    const known = await this.organizations.byIds(organizationIds);
    return new Map([...new Set(organizationIds)].map((id) => [id, found(known.get(id), 'organization')]));
  }

  /** The plan item of a procedure and its failed rounds, as far as they have releases. */
  async related(tx: Tx, { item, procedureId, prefix }: Process & { item: PlanItem }): Promise<Related[]> {
    const rounds = await this.procedures.rounds(item.id);
    const earlier = rounds.filter(({ id, number }) => number && id !== procedureId).map(({ number }) => tenderOcid(prefix, number!));
    const plan = planOcid(prefix, item.number, item.year);
    const known = (await tx.query('select ocid, title from disclosure.record where ocid = any($1) order by first_at', [
      [plan, ...earlier],
    ])) as {
      ocid: string;
      title: string;
    }[];
    return known.map(({ ocid, title }) => ({
      relationship: ocid === plan ? 'planning' : 'unsuccessfulProcess',
      ocid,
      title,
    }));
  }

  /** Ids of the newest release of a process and of the one that will follow it. */
  async neighbours(tx: Tx, ocid: string): Promise<{ amends: string; is: string }> {
    const [row] = (await tx.query('select max(no)::int as no from disclosure.release where ocid = $1', [ocid])) as { no: number | null }[];
    return { amends: releaseId(ocid, row?.no ?? 1), is: releaseId(ocid, (row?.no ?? 0) + 1) };
  }

  /** Had the box been opened when this entry was written, or had a framework open to all, which opens none, begun; and was the deadline over? */
  async boxThen(tx: Tx, entry: Entry): Promise<BoxThen | null> {
    if (!entry.project) return null;
    const procedure = await this.procedures.byId(entry.project);
    if (!procedure) return null;
    const rows = (await tx.query(
      `select 1 from platform.journal where project = $1 and type in ('box.opened', 'framework.concluded') and seq <= $2 limit 1`,
      [entry.project, entry.seq.toString()],
    )) as unknown[];
    return { opened: rows.length > 0, closesAt: procedure.closesAt, at: entry.at };
  }

  async announced(tx: Tx, itemId: string): Promise<boolean> {
    const rows = (await tx.query('select 1 from disclosure.record where subject = $1', [itemId])) as unknown[];
    return rows.length > 0;
  }
}
