import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel';

export const areas = ['buy', 'org', 'panel', 'finance', 'oversight', 'keys'] as const;
export type Area = (typeof areas)[number];

/** Who works where. */
export const areaRoles: Readonly<Record<Area, readonly Role[]>> = {
  buy: ['handler', 'approver', 'acceptor'],
  org: ['provider_admin', 'project_lead', 'provider_finance', 'field_staff'],
  panel: ['expert'],
  finance: ['finance_checker', 'finance_approver', 'cashier'],
  oversight: ['supervisor'],
  keys: ['key_holder'],
};

/** The areas a person with these roles works in, in one order everywhere. */
export const areasOf = (roles: readonly Role[]): Area[] => areas.filter((area) => areaRoles[area].some((role) => roles.includes(role)));

/** A way from a workspace to the lists and tasks of a room; `hint` says what is found there. */
export interface WorkspaceLink {
  readonly key: string;
  readonly href: string;
  readonly hint?: string;
  readonly roles?: readonly Role[];
}

@Injectable()
export class WorkspaceLinks {
  private readonly links = new Map<Area, WorkspaceLink[]>();

  add(area: Area, link: WorkspaceLink): void {
    this.links.set(area, [...(this.links.get(area) ?? []), link]);
  }

  /** The links of an area that these roles may use. */
  of(area: Area, roles: readonly Role[]): WorkspaceLink[] {
    return (this.links.get(area) ?? []).filter((link) => !link.roles || link.roles.some((role) => roles.includes(role)));
  }
}
