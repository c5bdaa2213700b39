/** Facts of every entry below: number, and departmentId and providerId unless said otherwise; ids as text, amounts in fen as text; orderId when it comes from an order of a framework agreement. */

/** Generated, or generated anew; facts also: awardId, price, instalments (how many), deviations (how many). */
export const contractDrafted = 'contract.drafted';
/** Shown to the provider; facts also: sha256. */
export const contractOffered = 'contract.offered';
/** One side signed; facts also: side, sha256. */
export const contractSigned = 'contract.signed';
/** Both signed: it binds; facts also: awardId, planItemId, price, sha256, endsAt, instalments [{id, no, amount, dueAt}]. */
export const contractActive = 'contract.active';
/** The text is public; facts also: sha256, price. */
export const contractPublished = 'contract.published';
/** A copy lies with the finance bureau; facts also: reference. */
export const contractFiled = 'contract.filed';
/** One instalment has its final result; facts also: instalmentId, amount, payable. */
export const contractInstalmentClosed = 'contract.instalment-closed';
/** All is delivered and assessed; facts also: payable (sum). */
export const contractCompleted = 'contract.completed';
/** Ended before its time; facts also: code. */
export const contractTerminated = 'contract.terminated';
/** Not signed; facts also: side, code. */
export const contractRejected = 'contract.rejected';
/** The winner gave the award up, or let the time to sign pass; facts also: lot, side. The number is the project's, the subject the award. */
export const awardRefused = 'award.refused';
/** It stands still because of an objection, or another objection is the cause now; facts also: kind, cause (its number), until. */
export const contractSuspended = 'contract.suspended';
/** It goes on; facts also: stoodMs, how long it stood. */
export const contractResumed = 'contract.resumed';
