/** What this room writes into the journal; `project` is the procedure. Texts of the parties stay out of it. */
export interface ObjectionsEvents {
  'challenge.filed': { readonly number: string; readonly award: string; readonly provider: string; readonly answerDueAt: string };
  'challenge.accepted': { readonly number: string; readonly award: string; readonly mayAffectResult: boolean };
  'challenge.refused': { readonly number: string; readonly award: string };
  'challenge.answered': { readonly number: string; readonly award: string; readonly outcome: string };
}
