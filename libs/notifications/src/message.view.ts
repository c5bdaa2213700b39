import type { Message } from './message.entity.js';

/** How a message leaves. Amounts among the facts are in fen, as in the journal. */
export function messageView({ id, side, type, subject, project, facts, at, readAt }: Message): Message {
  return { id, side, type, subject, project, facts, at, readAt };
}
