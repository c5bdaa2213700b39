/** An ocid takes letters, digits and hyphens; the prefix is lower case, and it is case sensitive. */
const allowed = /^ocds-[a-z0-9]{6}-[A-Za-z0-9-]+$/;

/** "321202-2026-JH-0012" → "ocds-xxxxxx-PLAN-2026-0012": a plan item is a process of its own. */
export function planOcid(prefix: string, number: string, year: number): string {
  const [, no] = /([A-Za-z0-9]+)$/.exec(number) ?? [];
  return sound(`${prefix}-PLAN-${year}-${no}`);
}

/** "321202-2026-CG-0007" → "ocds-xxxxxx-321202-2026-CG-0007". */
export const tenderOcid = (prefix: string, number: string): string => sound(`${prefix}-${number}`);

/** Never reused, never with a `#`: the place among the releases of its process. */
export const releaseId = (ocid: string, no: number): string => `${ocid}-r${String(no).padStart(3, '0')}`;

/** 统一社会信用代码: one register of organizations for all kinds. */
export const organizationScheme = 'CN-USCC';
export const partyId = (uscc: string): string => `${organizationScheme}-${uscc}`;

/** UTC, whole seconds, cut down. */
export const stamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The date of the next release of a process: its event's second, but always later than the release before. */
export function nextDate(at: Date, last: Date | null): Date {
  const second = Math.floor(at.getTime() / 1000);
  const after = last ? Math.floor(last.getTime() / 1000) + 1 : second;
  return new Date(Math.max(second, after) * 1000);
}

function sound(ocid: string): string {
  if (!allowed.test(ocid)) throw new Error(`not an ocid: ${ocid}`);
  return ocid;
}
