import { refuse, type Refusal } from '#kernel';
import { reasonLength, scoresQualification } from './compliance.rules.js';
import type { Criterion, NoticeContent } from './content.view.js';
import { promptHits, type PromptHit } from './prompt.rules.js';
import { scaleOf } from './scale.rules.js';

type Fault = Refusal['fields'][number];

/** What a correction says anew, and the reason for words that the check asks about. */
export interface Wording {
  readonly before: NoticeContent;
  readonly after: NoticeContent;
  readonly clarification: string | undefined;
  readonly justification: string | undefined;
}

/** A correction is held to what the draft was held to: what is barred stays barred, what may discriminate needs a reason. */
export function wordedLawfully(wording: Wording): Refusal | undefined {
  const { before, after } = wording;
  const rows = changedRows(wording);
  const barred = rows.flatMap((row) => barredIn(row, after).map((fault) => ({ field: fieldOf(row, before), ...fault })));
  if (barred.length) return refuse('invalid', 'correction.wording', {}, barred);
  const doubtful = [
    ...promptsIn(wording).map(({ task, finding, prompt, words }): Fault => ({
      field:
        task === 'criteria'
          ? fieldOf(
              rows.find(({ id }) => finding.endsWith(`.${id}`))!,
              before,
            )
          : 'clarification',
      code: `check.prompt.${prompt}`,
      facts: { words },
    })),
    ...rows
      .filter((row) => row.kind === 'subjective' && scaleOf(row.yardstick) === 'bands')
      .map((row): Fault => ({ field: fieldOf(row, before), code: 'check.criteria.bands', facts: { found: '' } })),
  ];
  if (doubtful.length === 0 || (wording.justification ?? '').trim().length >= reasonLength) return undefined;
  const missing: Fault = { field: 'justification', code: 'notice.reason-missing', facts: { least: reasonLength } };
  return refuse('invalid', 'correction.doubtful', {}, [...doubtful, missing]);
}

/** Words of the new texts that often go with unequal treatment. */
export function promptsIn(wording: Wording): PromptHit[] {
  const service = { ...wording.after.service, description: wording.clarification ?? '', quality: '' };
  return promptHits({ eligibility: [], criteria: changedRows(wording), service });
}

function changedRows({ before, after }: Pick<Wording, 'before' | 'after'>): Criterion[] {
  return after.criteria.filter(({ id, yardstick }) => before.criteria.find((row) => row.id === id)?.yardstick !== yardstick);
}

function barredIn(row: Criterion, { eligibility }: NoticeContent): { code: string; facts: Fault['facts'] }[] {
  if (row.kind === 'price') return [];
  const conditions = eligibility.map(({ text }) => text);
  const scale = scaleOf(row.yardstick);
  const uncounted = scale === 'none' || (scale === 'bands' && row.kind === 'objective');
  return [
    ...(scoresQualification(`${row.name}\n${row.yardstick}`, conditions)
      ? [{ code: 'check.criteria.qualification', facts: { found: '' } }]
      : []),
    ...(uncounted ? [{ code: 'check.criteria.quantified', facts: { found: '' } }] : []),
  ];
}

/** The row's field on the page and in the API, which send the criteria in their order. */
const fieldOf = ({ id }: Criterion, { criteria }: NoticeContent): string =>
  `criteria.${criteria.findIndex((row) => row.id === id)}.yardstick`;
