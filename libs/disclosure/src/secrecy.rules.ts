import { isObject, type JsonObject, listAt } from './json.view.js';

/** Where the box of a procedure stood when an event passed. */
export interface BoxThen {
  /** The opening itself has passed before this event, or is this event. */
  readonly opened: boolean;
  readonly closesAt: Date;
  /** Of the event. */
  readonly at: Date;
}

/**
 * What a release tells about bids although their box was not opened, or the deadline not over, when its event passed:
 * bids, bidders, their number, results. Nothing when it may go out.
 */
export function leaksOf(release: JsonObject, box: BoxThen | null): string[] {
  if (box && box.opened && box.at >= box.closesAt) return [];
  const tender = isObject(release.tender) ? release.tender : {};
  const roles = listAt(release, 'parties').flatMap(({ roles: all }) => (Array.isArray(all) ? (all as readonly string[]) : []));
  return [
    ...['bids', 'awards', 'contracts', 'complaints'].filter((field) => release[field] !== undefined),
    ...['numberOfTenderers', 'tenderers'].filter((field) => tender[field] !== undefined).map((field) => `tender.${field}`),
    ...roles.filter((role) => ['tenderer', 'supplier', 'payee', 'enquirer'].includes(role)).map((role) => `a party that is ${role}`),
    ...listAt(release, 'tender', 'enquiries')
      .filter(({ author }) => author !== undefined)
      .map(() => 'tender.enquiries.author'),
  ];
}
