import { Injectable } from '@nestjs/common';
import { absent, found } from '#kernel';
import { CalendarService } from '#calendar';
import { ContractQueries } from '#contracts';
import { OrganizationQueries } from '#organizations';
import { Config, Database } from '#platform';
import { AccountVault } from './account-vault.gateway.js';
import type { TreasuryOrder } from './treasury-order.rules.js';

interface Row {
  paymentNumber: string;
  contractId: string;
  departmentId: string;
  line: string | null;
  amount: string;
  orderedAt: Date;
  requestId: string;
  payeeName: string;
  bank: string;
  account: Buffer;
}

/** Puts an order together from what is stored; the account is opened only here and for those who pay. */
@Injectable()
export class TreasuryOrderQueries {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly contracts: ContractQueries,
    private readonly organizations: OrganizationQueries,
    private readonly vault: AccountVault,
  ) {}

  async byId(id: string): Promise<TreasuryOrder> {
    const [row] = await this.database.query<Row>(
      `select p.number as "paymentNumber", p.contract_id as "contractId", p.department_id as "departmentId", p.line, t.amount,
         t.ordered_at as "orderedAt", r.id as "requestId", r.payee_name as "payeeName", r.bank, r.account
       from payments.attempt t join payments.payment p on p.id = t.payment_id join payments.request r on r.id = t.request_id
       where t.id = $1`,
      [id],
    );
    if (!row) throw absent('treasury-order');
    const contract = found((await this.contracts.byIds([row.contractId])).get(row.contractId), 'contract');
    const payer = found(await this.organizations.byId(row.departmentId), 'organization');
    return {
      id,
      paymentNumber: row.paymentNumber,
      amount: BigInt(row.amount),
      orderedAt: row.orderedAt,
      executeOn: this.calendar.today(row.orderedAt),
      payer: { name: payer.name, uscc: payer.uscc, account: `TSA-${this.config.region}` },
      payee: { name: row.payeeName, bank: row.bank, account: this.vault.open(row.account, row.requestId) },
      contractNumber: contract.number,
      line: row.line,
    };
  }
}
