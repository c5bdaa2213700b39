import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import Handlebars from 'handlebars';
import { toString as qrCode } from 'qrcode';
import { found } from '#kernel';
import { Config } from '#platform';
import { Signer } from '#documents';
import { NoticeQueries } from '#tendering';
import { beijingTime, BidQueries } from '#bidding';
import { actorOf, type PageReply, type PageRequest, scriptData, Views } from '../kit/index.js';
import { BidDesk } from './bid-desk.js';
import { bidScriptMessages } from './script.messages.js';
import { sendJson } from './send-json.js';
import { sizeOf } from './words.js';

/** Receipts: to read, to print, to keep as a file; and the tries that came too late. */
@Controller('org')
export class ReceiptPages {
  constructor(
    private readonly bids: BidQueries,
    private readonly notices: NoticeQueries,
    private readonly desk: BidDesk,
    private readonly signer: Signer,
    private readonly config: Config,
    private readonly views: Views,
  ) {}

  @Get('receipts/:number')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') asked: string): Promise<void> {
    const asFile = asked.endsWith('.json');
    const number = asked.replace(/\.json$/, '');
    const { receipt, by, current, procedureId, entryNumber } = await this.bids.receipt(actorOf(request), number);
    if (asFile) return sendJson(reply, `${number}.json`, receipt);
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const data = {
      receipt,
      by,
      current,
      entryNumber: entryNumber === null ? null : String(entryNumber),
      envelopes: receipt.envelopes.map(({ kind, sha256, size }) => ({
        kind: { key: `bidding.invalidIn.${kind}` },
        sha256,
        size: sizeOf(size),
      })),
      script: scriptData(request, bidScriptMessages, 'bidding.js.', {
        view: 'receipt',
        bid: receipt.bid,
        procedure: procedureId,
        number: notice.number,
        title: notice.title,
        round: receipt.round ?? 1,
        digests: Object.fromEntries(receipt.envelopes.map(({ kind, sha256 }) => [kind, sha256])),
      }),
      kind: { key: `bidding.kind.${receipt.kind}` },
      notice,
      receivedAt: new Date(receipt.receivedAt),
      milliseconds: precise(receipt.receivedAt),
      next: {
        key: receipt.kind === 'withdrawn' ? 'bidding.nextWithdrawn' : 'bidding.nextOpening',
        facts: { at: new Date(receipt.closesAt) },
      },
      qr: new Handlebars.SafeString(
        await qrCode(`${this.config.publicUrl}/verify?number=${receipt.number}`, { type: 'svg', margin: 0, width: 160 }),
      ),
    };
    this.views.page(request, reply, 'bidding/receipt', data, {
      title: { key: 'bidding.receiptTitle', facts: { number } },
      back:
        receipt.round === 2
          ? { href: `/org/bids/${receipt.bid}/last-price`, title: { key: 'bidding.lastPrice' } }
          : { href: `/org/bids/${receipt.bid}`, title: { key: 'bidding.backToTasks' } },
      scripts: ['bid'],
    });
  }

  @Get('bids/:id/attempts')
  async attempts(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const [desk, attempts] = [await this.desk.of(actor, id), await this.bids.attempts(actor, id)];
    const rows = attempts.map((one) => ({
      ...one,
      precise: precise(beijingTime(one.triedAt)),
      closed: precise(beijingTime(one.closedAt)),
    }));
    this.views.page(
      request,
      reply,
      'bidding/attempts',
      { ...desk, attempts: rows },
      { title: { key: 'bidding.attempts' }, back: desk.back },
    );
  }

  /** The log of late tries as a signed file: evidence for a challenge. */
  @Get('bids/:id/attempts.json')
  async attemptsFile(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const [{ notice }, attempts] = [await this.desk.of(actor, id), await this.bids.attempts(actor, id)];
    const log = attempts.map(({ triedAt, closedAt, act, by, digest }) => ({
      triedAt: beijingTime(triedAt),
      closedAt: beijingTime(closedAt),
      act,
      by,
      digest,
    }));
    const signed = this.signer.signed({
      type: 'late-tries',
      procedure: notice.number,
      title: notice.title,
      bid: id,
      tries: log,
    });
    sendJson(reply, `attempts-${notice.number}.json`, signed);
  }
}

/** "2026-11-30 17:00:00.123": Beijing time to the millisecond. */
const precise = (time: string): string => time.replace('T', ' ').replace('+08:00', '');
