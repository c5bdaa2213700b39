import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { type Organization, OrganizationQueries } from '#organizations';

/** The finance office of the district: complaints come before it. */
@Injectable()
export class Bureau {
  constructor(private readonly organizations: OrganizationQueries) {}

  async office(): Promise<Organization> {
    const { items } = await this.organizations.list({ kind: 'finance', limit: 1 });
    return found(items[0] ?? null, 'organization');
  }

  async id(): Promise<string> {
    return (await this.office()).id;
  }
}
