/** Facts of every entry below: contractId, instalmentId, departmentId, providerId, no; ids as text, amounts in fen as text. */

/** Made from an instalment of a contract that took effect; facts also: amount, dueAt. */
export const milestonePlanned = 'milestone.planned';
/** A line of the service log; facts: milestoneId, contractId, people, hours (hundredths). The subject is the line. */
export const logEntryAdded = 'log-entry.added';
/** A line that was wrong no longer counts; facts: milestoneId, contractId. */
export const logEntryStruck = 'log-entry.struck';
/** The provider's report is in; facts also: version. */
export const milestoneSubmitted = 'milestone.submitted';
/** Sent back; facts also: version, code. */
export const milestoneReturned = 'milestone.returned';
/** Accepted by a second person; facts also: version, amount, silence (accepted because the buyer did not answer). */
export const milestoneAccepted = 'milestone.accepted';
/** Not accepted for good; facts also: version, code. */
export const milestoneRejected = 'milestone.rejected';
/** The contract ended before it; no more facts. */
export const milestoneDropped = 'milestone.dropped';
