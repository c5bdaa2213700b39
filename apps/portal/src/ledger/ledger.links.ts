import { Injectable } from '@nestjs/common';
import { WorkspaceLinks } from '../kit/index.js';

/** The ways to the ledger from the workspaces of those who may read it. */
@Injectable()
export class LedgerLinks {
  constructor(links: WorkspaceLinks) {
    for (const area of ['finance', 'oversight'] as const)
      links.add(area, { key: 'ledger.title', href: '/finance/ledger', hint: 'ledger.hint' });
  }
}
