import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { CalendarModule } from '#calendar';
import { CustodyModule } from '#custody';
import { DocumentsModule } from '#documents';
import { OrganizationsModule } from '#organizations';
import { TenderingModule } from '#tendering';
import { LateAttempts } from './attempt.service.js';
import { BidPrints } from './bid-print.queries.js';
import { BidDesks } from './bid-desk.queries.js';
import { BidQueries } from './bid.queries.js';
import { BidService } from './bid.service.js';
import { BiddingReactions } from './bidding.reactions.js';
import { biddingRefusals } from './bidding.refusals.js';
import { envelopeRefusals } from './envelope.refusals.js';
import { invalidBids, openingRefusals } from './opening.refusals.js';
import { Boxes } from './box.service.js';
import { BoxContents } from './box-contents.queries.js';
import { Contributions } from './contribution.service.js';
import { Declines } from './decline.service.js';
import { Desks } from './desk.service.js';
import { Fallback } from './fallback.service.js';
import { HolderDuties } from './holder-duties.queries.js';
import { Holders } from './holders.queries.js';
import { LastPriceQueries } from './last-price.queries.js';
import { LastPrices } from './last-price.service.js';
import { Minutes } from './minutes.service.js';
import { OpenedFiles } from './opened-files.queries.js';
import { OpeningPackages } from './opening-package.queries.js';
import { OpeningQueries } from './opening.queries.js';
import { Opening } from './opening.service.js';
import { OpeningState } from './opening.state.queries.js';
import { OwnKeys } from './own-keys.queries.js';
import { PackedBids } from './packed.service.js';
import { Purge } from './purge.service.js';
import { ReceiptChecks } from './receipt-check.queries.js';
import { Receipts } from './receipt.service.js';
import { Shares } from './shares.queries.js';
import { Statements } from './statement.service.js';
import { SubmissionService } from './submission.service.js';
import { TermsOfNotices } from './terms.queries.js';
import { Unsealing } from './unsealing.service.js';
import { Uploads } from './upload.service.js';
import { Vault } from './vault.gateway.js';
import { Workspace } from './workspace.service.js';

addRefusals({ ...biddingRefusals, ...envelopeRefusals, ...openingRefusals, ...invalidBids });

const doors = [
  BidQueries,
  BidPrints,
  BidService,
  Workspace,
  Uploads,
  SubmissionService,
  PackedBids,
  LastPrices,
  LastPriceQueries,
  LateAttempts,
  Shares,
  Contributions,
  Opening,
  Minutes,
  Declines,
  Fallback,
  HolderDuties,
  OwnKeys,
  OpeningQueries,
  ReceiptChecks,
  OpeningPackages,
];
const within = [
  BidDesks,
  Boxes,
  BoxContents,
  Desks,
  Holders,
  OpenedFiles,
  OpeningState,
  Purge,
  Receipts,
  Statements,
  TermsOfNotices,
  Unsealing,
  Vault,
  BiddingReactions,
];

@Module({
  imports: [CalendarModule, CustodyModule, DocumentsModule, OrganizationsModule, TenderingModule],
  providers: [...doors, ...within],
  exports: doors,
})
export class BiddingModule {}
