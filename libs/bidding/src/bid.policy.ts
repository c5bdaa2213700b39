import { type Actor, has } from '#kernel';

/** People of a provider who may work on its bids; field staff log services and see no prices. */
export const bidPolicy = {
  read: (actor: Actor): boolean => has(actor, 'provider_admin', 'project_lead', 'provider_finance'),
  write: (actor: Actor): boolean => has(actor, 'provider_admin', 'project_lead', 'provider_finance'),
  submit: (actor: Actor): boolean => has(actor, 'provider_admin', 'project_lead'),
} as const;
