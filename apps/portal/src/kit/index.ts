export { actorAs, actorOf, pressed } from './actor-of.js';
export { type FlatBody, answers, keyOf, nested } from './form-body.js';
export { FormGuard } from './form-guard.js';
export {
  type FormState,
  type SentenceOf,
  type SummaryLine,
  controlId,
  openForm,
  refusedForm,
  SENTENCE_OF,
} from './form-state.js';
export { type FormDoor, Forms } from './forms.js';
export {
  showDay,
  showDue,
  showFact,
  showFigure,
  showLeft,
  showMinute,
  showSecond,
  showSpan,
  showWan,
} from './format.js';
export { furnishPortal } from './furnish.js';
export { KitModule } from './kit.module.js';
export { type ListQuery, type ListShape, type ListView, listView, readList } from './list.js';
export { type Act, type Light, type TagColour, lights, seals } from './marks.js';
export {
  type Lang,
  type Messages,
  type Said,
  type Told,
  fill,
  hasMessage,
  registerMessages,
  tell,
  translate,
} from './messages.js';
export { type MoneyFigures, type MoneyPart, moneyBar } from './money-bar.js';
export {
  type PageContext,
  type PageReply,
  type PageRequest,
  languageOf,
  localized,
  pageContext,
  rewriteUrl,
} from './page-context.js';
export { PageFilter } from './page.filter.js';
export { type FooterSettings, type PortalSettings, PORTAL_SETTINGS, settingsFrom } from './settings.js';
export { loadTemplates } from './templates.js';
export { type TodoItem, type TodoSource, TodoSources } from './todo.js';
export { type UnreadSource, Unread } from './unread.js';
export { type PageOptions, type Step, Views } from './views.js';
export {
  type Area,
  type WorkspaceLink,
  areaRoles,
  areas,
  areasOf,
  WorkspaceLinks,
} from './workspace.links.js';
