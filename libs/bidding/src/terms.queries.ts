import { Injectable } from '@nestjs/common';
import { absent } from '#kernel';
import { type HolderLine, type Lot, lotsOf, NoticeQueries } from '#tendering';
import type { Recipients } from '#sealing';
import { recipientsOf } from './notice.rules.js';

/** What a version of a notice asks of a bid. */
export interface Terms {
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly keyHolders: readonly HolderLine[];
  readonly recipients: Recipients | undefined;
  readonly lots: readonly Lot[];
}

const mostKept = 1_000;

/** The terms of notices, remembered: in the rush at a deadline nobody reads the whole notice again. */
@Injectable()
export class TermsOfNotices {
  private readonly known = new Map<string, Terms>();

  constructor(private readonly notices: NoticeQueries) {}

  /** Those of the newest version this process has seen; fresher ones when a later version is asked for. */
  async of(procedureId: string, version = 0): Promise<Terms> {
    const known = this.known.get(procedureId);
    if (known && known.version >= version) return known;
    return this.newest(procedureId);
  }

  /** Those of the newest version there is. */
  async newest(procedureId: string): Promise<Terms> {
    const notice = await this.notices.byId(procedureId);
    if (!notice) throw absent('procedure');
    const { content } = notice;
    const terms: Terms = {
      version: notice.version ?? 1,
      number: notice.number,
      title: content.title,
      keyHolders: content.keyHolders ?? [],
      recipients: recipientsOf(content),
      lots: lotsOf(content),
    };
    if (this.known.size >= mostKept) this.known.clear();
    this.known.set(procedureId, terms);
    return terms;
  }
}
