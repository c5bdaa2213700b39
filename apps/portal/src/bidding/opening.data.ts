import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, found } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database, sentence } from '#platform';
import { lotsOf, NoticeQueries, type NoticeView } from '#tendering';
import { OpeningQueries, type OpeningView, type Round } from '#bidding';
import { languageOf, type PageRequest } from '../kit/index.js';
import { boxColour } from './words.js';

export interface ShownOpening {
  readonly opening: OpeningView;
  readonly notice: NoticeView;
  /** What the template shows besides. */
  readonly data: object;
}

/** Loads an opening for its pages: the buyer's, those of the holders, of who watches, and the bidder's. */
@Injectable()
export class OpeningDesk {
  constructor(
    private readonly openings: OpeningQueries,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly database: Database,
  ) {}

  /** Of the round that is on, or of the first when it is asked for. */
  async of(request: PageRequest, actor: Actor, procedureId: string, round?: Round): Promise<ShownOpening> {
    const opening = await this.openings.show(actor, procedureId, round);
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const names = await this.organizations.byIds([...opening.bids, ...opening.invalid].map(({ providerId }) => providerId));
    const nameOf = (id: string): string => names.get(id)?.name ?? '';
    const lots = lotsOf(notice.content);
    const lotName = new Map(lots.map(({ id, name }) => [id, lots.length > 1 ? name : '']));
    const data = {
      opening,
      notice,
      colour: boxColour[opening.state],
      confirmed: confirmedWithin(actor, await this.database.now()),
      persons: opening.attended.map((one) => ({ ...one, office: officeKey(one.office) })),
      declined: opening.declined.map((one) => ({ ...one, office: officeKey(one.office) })),
      signatures: opening.minutes?.signatures.map((one) => ({ ...one, office: officeKey(one.office) })),
      holders: opening.holders.map(({ office, unit }) => ({
        office: officeKey(office),
        unit,
        came: opening.attended.some((one) => one.office === office),
      })),
      bids: opening.bids.map(({ providerId, prices, ...bid }) => ({
        ...bid,
        provider: nameOf(providerId),
        prices: [...prices].map(([lot, price]) => ({ lot: lotName.get(lot), price })),
      })),
      invalid: opening.invalid.map(({ providerId, code, kind }) => ({
        provider: nameOf(providerId),
        envelope: kind && { key: `bidding.invalidIn.${kind}` },
        why: sentence(`bid.invalid.${code.replaceAll('.', '-')}`, {}, languageOf(request)),
      })),
      last: opening.round === 2,
      earlier: opening.round < opening.rounds,
      recordHref: `/opening-records/${procedureId}`,
      packageHref: opening.state === 'opened' && opening.pricesShown ? `/opening-packages/${procedureId}` : null,
    };
    return { opening, notice, data };
  }
}

/** `?round=1` asks for the opening of the offers where last prices followed. */
export const roundIn = ({ query }: PageRequest): Round | undefined => ((query as { round?: unknown }).round === '1' ? 1 : undefined);

export const officeKey = (office: string): { key: string } => ({ key: `custody.office.${office}` });
