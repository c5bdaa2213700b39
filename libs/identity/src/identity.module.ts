import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { OrganizationsModule } from '#organizations';
import { AccountQueries } from './account.queries.js';
import { Accounts } from './account.service.js';
import { ApiTokens } from './api-token.service.js';
import { DemoAccounts } from './demo-accounts.service.js';
import { identityRefusals } from './identity.refusals.js';
import { Invitations } from './invitation.service.js';
import { Joining } from './joining.service.js';
import { Memberships } from './membership.service.js';
import { Passwords } from './password.gateway.js';
import { PeopleQueries } from './people.queries.js';
import { Registration } from './registration.service.js';
import { Secrets } from './secret.gateway.js';
import { Sessions } from './session.service.js';
import { SignIn } from './sign-in.service.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { TotpService } from './totp.service.js';

addRefusals(identityRefusals);

const shared = [
  AccountQueries,
  Accounts,
  ApiTokens,
  DemoAccounts,
  Invitations,
  Joining,
  Memberships,
  PeopleQueries,
  Registration,
  Sessions,
  SignIn,
  TotpService,
];

@Module({
  imports: [OrganizationsModule],
  providers: [...shared, Passwords, Secrets, SignInLimit],
  exports: shared,
})
export class IdentityModule {}
