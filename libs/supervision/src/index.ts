export { type BoardLine, type Tally, boardOf, worstOf } from './board.rules.js';
export { CaseService } from './case.service.js';
export { type HistoryFilter, HistoryQueries } from './history.queries.js';
export { type HistoryStage, type Trace, historyStageOf, historyStages } from './history.rules.js';
export { type LitDeadline, type ProjectLights, LightQueries } from './light.queries.js';
export { caseRead } from './supervision.events.js';
export { SupervisionModule } from './supervision.module.js';
export { holderFor, mayOversee, mayReadHistory } from './supervision.policy.js';
export { deadlineView, publicLightsView, traceView } from './supervision.view.js';
