export { Challenge, type Evidence } from './challenge.entity.js';
export { AcceptChallenge, AnswerChallenge, FileChallenge, RefuseChallenge } from './challenge.input.js';
export {
  type ChallengeAct,
  type ChallengeOutcome,
  type ChallengeState,
  challengeLifecycle,
  challengeStates,
  outcomes,
} from './challenge.lifecycle.js';
export { challengePolicy, maySeeChallenge } from './challenge.policy.js';
export { type ChallengeFilter, ChallengeQueries } from './challenge.queries.js';
export { ChallengeService } from './challenge.service.js';
export { type ChallengeFields, type ChallengeRow, challengeRowView, challengeView } from './challenge.view.js';
export { type ObjectionsEvents } from './objections.events.js';
export { ObjectionsModule } from './objections.module.js';
export { wayIsClear } from './way.queries.js';
