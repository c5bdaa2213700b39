/** Somebody read a project's case file; facts: stage (when only one was asked for). Subject and project are the procedure. */
export const caseRead = 'case.read';
