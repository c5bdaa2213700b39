import { Module } from '@nestjs/common';
import { AssessmentModule } from '#assessment';
import { CalendarModule } from '#calendar';
import { ContractsModule } from '#contracts';
import { DeliveryModule } from '#delivery';
import { DocumentsModule } from '#documents';
import { LedgerModule } from '#ledger';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { AccountVault } from './account-vault.gateway.js';
import { PaymentAccounts } from './account.queries.js';
import { AnswerService } from './answer.service.js';
import { DossierQueries } from './dossier.queries.js';
import { LateQueries } from './late.queries.js';
import { MatchQueries } from './match.queries.js';
import { OrderFiles } from './order-file.gateway.js';
import { PayableService } from './payable.service.js';
import { PaymentCommands } from './payment-commands.service.js';
import { PaymentMoves } from './payment-moves.service.js';
import { PaymentQueries } from './payment.queries.js';
import { PaymentService } from './payment.service.js';
import { PaymentsReactions } from './payments.reactions.js';
import { paymentsRefusals } from './payments.refusals.js';
import { ReconcileQueries } from './reconcile.queries.js';
import { RequestService } from './request.service.js';
import { TrackerQueries } from './tracker.queries.js';
import { TreasuryGateway } from './treasury.gateway.js';
import { TreasuryOrderQueries } from './treasury-order.queries.js';
import { TreasuryOrderService } from './treasury-order.service.js';
import { TreasuryService } from './treasury.service.js';

addRefusals(paymentsRefusals);

const doors = [
  AnswerService,
  DossierQueries,
  LateQueries,
  MatchQueries,
  PaymentAccounts,
  PaymentQueries,
  PaymentService,
  ReconcileQueries,
  RequestService,
  TrackerQueries,
  TreasuryOrderService,
];

@Module({
  imports: [AssessmentModule, CalendarModule, ContractsModule, DeliveryModule, DocumentsModule, LedgerModule, OrganizationsModule],
  providers: [
    ...doors,
    AccountVault,
    OrderFiles,
    PayableService,
    PaymentCommands,
    PaymentMoves,
    PaymentsReactions,
    TreasuryGateway,
    TreasuryOrderQueries,
    TreasuryService,
  ],
  exports: doors,
})
export class PaymentsModule {}
