import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { AssessmentQueries } from '#assessment';
import { ContractQueries, type WholeContract } from '#contracts';
import { MilestoneQueries } from '#delivery';
import type { Entry, Tx } from '#platform';
import { accepted, assessed, contractEndedStory, contractStory, implementationStory, paid } from './contract.release.view.js';
import { tenderOcid } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { ProcessQueries } from './process.queries.js';
import type { Story } from './release.view.js';
import type { Process } from './tender.release.view.js';

/** What the public hears of contracts, work and money: an entry of the journal as stories. */
@Injectable()
export class ContractStories {
  constructor(
    private readonly processes: ProcessQueries,
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
    private readonly assessments: AssessmentQueries,
  ) {}

  async published(entry: Entry): Promise<Story> {
    const [process, contract] = await this.both(entry, entry.subject);
    const { content } = contract;
    return contractStory(process, {
      ...contract,
      publishedAt: contract.publishedAt ?? entry.at,
      supplier: await this.processes.body(contract.providerId),
      beneficiaries: content.beneficiaries,
      quantity: content.quantity,
      quality: content.quality,
    });
  }

  /** Completed or terminated. Silent when the contract never became public. */
  async ended(tx: Tx, entry: Entry): Promise<Story | null> {
    const [process, contract] = await this.both(entry, entry.subject);
    return (await this.isPublic(tx, process, contract)) ? contractEndedStory(process, contract, entry.at, contract.activeAt) : null;
  }

  /**
   * Acceptance, assessment or payment. Silent while the contract is not public; its publication tells what came before.
   */
  async implemented(tx: Tx, entry: Entry): Promise<Story | null> {
    const [process, contract] = await this.both(entry, String(entry.facts.contractId));
    if (!(await this.isPublic(tx, process, contract))) return null;
    const supplier = await this.processes.body(contract.providerId);
    if (entry.type === 'payment.paid') {
      const { number, amount, instalmentId } = entry.facts as Record<string, string>;
      const no = contract.instalments.find(({ id }) => id === instalmentId)!.no;
      const made = paid({
        number: number!,
        amount: BigInt(amount!),
        no,
        at: entry.at,
        payer: process.department,
        payee: supplier,
      });
      return implementationStory(process, contract, made, [
        [process.department, ['payer']],
        [supplier, ['payee']],
      ]);
    }
    return implementationStory(process, contract, await this.work(entry));
  }

  private async work({ type, subject, at, facts }: Entry): Promise<JsonObject> {
    if (type === 'milestone.accepted') {
      const { no, name } = found(await this.milestones.byId(subject), 'milestone');
      return accepted(no, name, at);
    }
    const { indicators, milestoneId, round } = found(await this.assessments.byId(subject), 'assessment');
    const { no } = found(await this.milestones.byId(milestoneId), 'milestone');
    const { score, grade, payable, deduction } = facts as Record<string, string>;
    return assessed(
      {
        no,
        round,
        status: type === 'assessment.final' ? 'final' : 'posted',
        score: Math.round(Number(score) * 100),
        grade: grade!,
        payable: BigInt(payable!),
        deduction: BigInt(deduction!),
        measured: indicators,
      },
      at,
    );
  }

  private async isPublic(tx: Tx, process: Process, contract: WholeContract): Promise<boolean> {
    const rows = (await tx.query(
      `select 1 from disclosure.release where ocid = $1 and event = 'contract.published'
         and convert_from(body, 'UTF8')::jsonb @> jsonb_build_object('contracts', jsonb_build_array(jsonb_build_object('id', $2::text)))`,
      [tenderOcid(process.prefix, process.number), contract.number],
    )) as unknown[];
    return rows.length > 0;
  }

  private async both(entry: Entry, contractId: string): Promise<[Process, WholeContract]> {
    const process = found(await this.processes.of(entry.project!), 'procedure');
    return [process, found(await this.contracts.byId(contractId), 'contract')];
  }
}
