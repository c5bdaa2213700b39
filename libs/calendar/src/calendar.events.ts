/** A year's working days were brought in; facts: year, days, moved (deadlines whose date changed). */
export const calendarImported = 'calendar.imported';

/** Rules were brought in; facts: rules (how many), keys. */
export const ruleBookImported = 'rule-book.imported';
