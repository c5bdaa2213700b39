/** The parts of an offer with a page of their own to write on. */
export const writtenTasks = ['commitment', 'plan', 'staffing', 'experience', 'price'] as const;
export const texts = ['plan', 'staffing', 'experience'] as const;
/** The order in which they are read again before handing in. */
export const answered = ['price', 'commitment', 'plan', 'staffing', 'experience'] as const;

/** What a browser's file chooser offers. */
export const acceptedEndings = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.zip,.csv,.xml';
