import { Injectable } from '@nestjs/common';
import type { Organization } from '#organizations';
import type { Said } from '../kit/index.js';

/** What another room tells of an organization on its public page: a heading and quiet rows. */
export interface ProfileBlock {
  readonly title: Said;
  readonly rows: readonly {
    readonly title: Said;
    readonly href: string | null;
    readonly facts: readonly { readonly label: Said; readonly value: Said }[];
  }[];
  /** What is said when there are no rows. */
  readonly none: Said;
  readonly more?: { readonly title: Said; readonly href: string };
}

export interface ProfileSource {
  block(organization: Organization): Promise<ProfileBlock | null>;
}

/** Where rooms put what they know of an organization. */
@Injectable()
export class ProfileBlocks {
  private readonly sources: ProfileSource[] = [];

  add(source: ProfileSource): void {
    this.sources.push(source);
  }

  async of(organization: Organization): Promise<ProfileBlock[]> {
    const blocks = await Promise.all(this.sources.map((source) => source.block(organization)));
    return blocks.filter((block) => block !== null);
  }
}
