/** A form that is a button: nothing comes with it. */
export class NoAnswers {}
