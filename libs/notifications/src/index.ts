export { type Audience, type Side, audiencesOf, matrix } from './matrix.rules.js';
export { type Message } from './message.entity.js';
export { type MessageFilter, MessageQueries } from './message.queries.js';
export { MessageService } from './message.service.js';
export { messageView } from './message.view.js';
export { NewsQueries } from './news.queries.js';
export { type News, answerTo, changeOf } from './news.rules.js';
export { NotificationsModule } from './notifications.module.js';
