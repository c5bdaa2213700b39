import { Injectable } from '@nestjs/common';
import type { WholeContract } from '#contracts';
import type { Actor } from '#kernel';
import type { Light, Said, TagColour } from '../kit/index.js';

/** Where a contract is being read: the public page, or the workspace of one of its sides. */
export type Reading = 'public' | 'buy' | 'org';

/** One line another room adds to a contract's page. */
export interface ContractRow {
  readonly title: Said;
  readonly href: string | null;
  readonly state?: { readonly word: Said; readonly colour: TagColour };
  readonly light?: Light;
  readonly facts: readonly { readonly label: Said; readonly value: Said; readonly at?: Date }[];
}

/** What a room tells of a contract: a heading and quiet rows, or nothing. */
export interface ContractBlock {
  readonly title: Said;
  readonly rows: readonly ContractRow[];
  /** Said when there are no rows. */
  readonly none: Said;
  readonly more?: { readonly title: Said; readonly href: string };
}

export interface ContractBlockSource {
  block(contract: WholeContract, reading: Reading, actor: Actor | undefined): Promise<ContractBlock | null>;
}

/** Where later rooms put what they know of a contract; shown in the order in which they were added. */
@Injectable()
export class ContractBlocks {
  private readonly sources: ContractBlockSource[] = [];

  add(source: ContractBlockSource): void {
    this.sources.push(source);
  }

  async of(contract: WholeContract, reading: Reading, actor?: Actor): Promise<ContractBlock[]> {
    const blocks = await Promise.all(this.sources.map((source) => source.block(contract, reading, actor)));
    return blocks.filter((block) => block !== null);
  }
}
