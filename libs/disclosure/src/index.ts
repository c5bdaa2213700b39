export { DisclosureModule } from './disclosure.module.js';
export { DisclosureQueries, type ReleaseCheck } from './disclosure.queries.js';
export { type JsonObject } from './json.view.js';
export { mergeReleases } from './merge.rules.js';
export { type Moment } from './moment.view.js';
export { MoneyQueries, type MoneyRow, type MoneyYear, sumOf } from './money.queries.js';
export {
  type News,
  type Project,
  type ProjectFilter,
  type ProjectLine,
  ProjectQueries,
} from './project.queries.js';
export { type FeedFilter, type OpenData, ReleaseQueries } from './release.queries.js';
export { ownExtensionFile, releaseFaults, releaseSchema } from './schema.gateway.js';
export { type Stage, stages } from './stage.rules.js';
