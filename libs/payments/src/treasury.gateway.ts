import { XMLParser } from 'fast-xml-parser';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { refuse, Refused, toYuan } from '#kernel';
import { type Outbound, Outbox, type Sender, type Tx } from '#platform';
import { OrderFiles } from './order-file.gateway.js';
import { TreasuryOrderQueries } from './treasury-order.queries.js';
import { endToEndId, orderCsv, orderXml, type TreasuryOrder } from './treasury-order.rules.js';
import { treasuryOrder, TreasuryService } from './treasury.service.js';

/** Tells the treasury: writes the order as files under its id. A crash before the note writes the same files again. */
@Injectable()
export class TreasuryGateway implements Sender, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly orders: TreasuryOrderQueries,
    private readonly files: OrderFiles,
    private readonly treasury: TreasuryService,
  ) {}

  onModuleInit(): void {
    this.outbox.on(treasuryOrder, this);
  }

  async send({ id }: Outbound): Promise<void> {
    const order = await this.orders.byId(id);
    const xml = orderXml(order);
    if (!saysTheSame(xml, order)) throw new Refused(refuse('conflict', 'treasury-order.differs'));
    await this.files.write(id, 'csv', orderCsv(order));
    await this.files.write(id, 'xml', xml);
  }

  sent(tx: Tx, { id }: Outbound): Promise<void> {
    return this.treasury.written(tx, id);
  }
}

/** Reads the file back as the bank will: key, count, control sums and account must be those of the order. */
export function saysTheSame(xml: string, order: TreasuryOrder): boolean {
  const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: false });
  const read = parser.parse(xml) as { Document: { CstmrCdtTrfInitn: Initiation } };
  const { GrpHdr: head, PmtInf: info } = read.Document.CstmrCdtTrfInitn;
  const { PmtId: key, Amt: amount, CdtrAcct: account } = info.CdtTrfTxInf;
  const [id, sum] = [endToEndId(order.id), toYuan(order.amount)];
  return (
    [head.MsgId, info.PmtInfId, key.InstrId, key.EndToEndId].every((found) => found === id) &&
    [head.NbOfTxs, info.NbOfTxs].every((found) => found === '1') &&
    [head.CtrlSum, info.CtrlSum, amount.InstdAmt['#text']].every((found) => found === sum) &&
    amount.InstdAmt['@_Ccy'] === 'CNY' &&
    account.Id.Othr.Id === order.payee.account
  );
}

interface Initiation {
  GrpHdr: { MsgId: string; NbOfTxs: string; CtrlSum: string };
  PmtInf: {
    PmtInfId: string;
    NbOfTxs: string;
    CtrlSum: string;
    CdtTrfTxInf: {
      PmtId: { InstrId: string; EndToEndId: string };
      Amt: { InstdAmt: { '#text': string; '@_Ccy': string } };
      CdtrAcct: { Id: { Othr: { Id: string } } };
    };
  };
}
