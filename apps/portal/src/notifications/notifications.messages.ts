import type { Messages } from '../kit/messages.js';

/** Every word of this room's pages. */
export const notificationsMessages: Messages = {};
