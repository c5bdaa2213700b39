import { Module } from '@nestjs/common';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { custodyRefusals } from './custody.refusals.js';
import { KeyHolderQueries } from './key-holder.queries.js';
import { KeyHolders } from './key-holder.service.js';
import { OfferedPacker } from './packer.service.js';

addRefusals(custodyRefusals);

@Module({
  imports: [OrganizationsModule],
  providers: [KeyHolders, KeyHolderQueries, OfferedPacker],
  exports: [KeyHolders, KeyHolderQueries, OfferedPacker],
})
export class CustodyModule {}
