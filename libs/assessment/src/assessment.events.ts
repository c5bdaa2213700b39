/** Facts of every entry below: contractId, milestoneId, instalmentId, departmentId, providerId; ids as text, amounts in fen as text. */

/** Opened by an acceptance; facts also: instalmentAmount. */
export const assessmentOpened = 'assessment.opened';
/** The sheet was closed and the amount computed; facts also: round, score ("92.50"), grade, payable, deduction. */
export const assessmentScored = 'assessment.scored';
/** Public from now on; facts also: round, score, grade, payable, deduction, postingEndsAt. */
export const assessmentPosted = 'assessment.posted';
/** The provider objects; facts also: round. */
export const assessmentObjected = 'assessment.objected';
/** The objection was right: it is scored anew; facts also: round. */
export const assessmentUpheld = 'assessment.upheld';
/** The objection was not right: the posted result stands; facts also: round. */
export const assessmentDismissed = 'assessment.dismissed';
/** May be paid; facts also: instalmentAmount, payable, deduction, score, grade, because ('agreed' or 'time'). */
export const assessmentFinal = 'assessment.final';
/** Scores were put on the sheet, not for good yet; facts also: round. */
export const assessmentSheetSaved = 'assessment.sheet-saved';
