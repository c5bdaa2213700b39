import { createHmac } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The name under which an asker stands in one procedure: the same for all its questions there, another one in every
 * other procedure. Whoever lacks the key can neither find the asker nor tell that two names are one organization.
 */
export function aliasOf(key: string, procedureId: string, organizationId: string): string {
  const own = createHmac('sha256', Buffer.from(key, 'base64')).update('question-alias').digest();
  const digest = createHmac('sha256', own).update(`${procedureId}|${organizationId}`).digest();
  return [...digest.subarray(0, 8)].map((byte) => letters[byte % 32]).join('');
}
