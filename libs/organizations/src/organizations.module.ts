import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { OrganizationImport } from './organization-import.service.js';
import { OrganizationQueries } from './organization.queries.js';
import { OrganizationService } from './organization.service.js';
import { organizationsRefusals } from './organizations.refusals.js';

addRefusals(organizationsRefusals);

const services = [OrganizationQueries, OrganizationService, OrganizationImport];

@Module({ providers: services, exports: services })
export class OrganizationsModule {}
