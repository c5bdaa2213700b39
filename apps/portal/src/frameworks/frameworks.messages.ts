import type { Messages } from '../kit/messages.js';

/** 框架协议. */
export const frameworksMessages: Messages = {};
