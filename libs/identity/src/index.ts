export {
  ChangePassword,
  ChangeRoles,
  ChooseOrganization,
  ConfirmInput,
  FinishTotp,
  InviteInput,
  IssueApiToken,
  RegisterProvider,
  SignInInput,
  TakeInvitation,
} from './account.input.js';
export { type OwnAccount, AccountQueries } from './account.queries.js';
export { type NewAccount, Accounts } from './account.service.js';
export { ApiTokens } from './api-token.service.js';
export { DemoAccounts, demoPassword } from './demo-accounts.service.js';
export { type IdentityEvents } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { type TeamOf, mayLeadTeam, mayReset, maySeeTeam } from './identity.policy.js';
export { Invitations } from './invitation.service.js';
export { Joining } from './joining.service.js';
export { Memberships } from './membership.service.js';
export { type PersonInRole, PeopleQueries } from './people.queries.js';
export { Registration } from './registration.service.js';
export { dutiesApart, incompatible, leadOfKind, rolesFit, rolesOfKind } from './role.rules.js';
export { type Door, type Presence, Sessions } from './session.service.js';
export { type ApiTokenView, type CurrentSession, type InvitationView, type MembershipView, type SessionView } from './session.view.js';
export { type SignedIn, type SignInPlace, SignIn } from './sign-in.service.js';
export { TotpService } from './totp.service.js';
