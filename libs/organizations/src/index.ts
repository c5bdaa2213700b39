export { rowsOf } from './csv-file.gateway.js';
export { type FileKind, type RowFault, isGovernment } from './organization-file.rules.js';
export { type ImportOutcome, OrganizationImport } from './organization-import.service.js';
export { ImportOrganizations, JudgeStanding } from './organization.input.js';
export { mayImport, mayJudgeStanding } from './organization.policy.js';
export { type OrganizationFilter, OrganizationQueries } from './organization.queries.js';
export { type NewOrganization, OrganizationService } from './organization.service.js';
export {
  type Grade,
  type Organization,
  type OrganizationKind,
  type StandingEvent,
  gradeHolds,
  grades,
  organizationKinds,
  organizationView,
  standingView,
} from './organization.view.js';
export { type OrganizationEvents } from './organizations.events.js';
export { OrganizationsModule } from './organizations.module.js';
export { type Standing, type StandingAct, standingActs, standingLifecycle, standings } from './standing.lifecycle.js';
export { classificationOf, completeUscc, isCheckFault, normalUscc, usccFault } from './uscc.rules.js';
