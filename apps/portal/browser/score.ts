import { all } from './kit/dom.js';
import { ScoreRow } from './score/row.js';

/** The score sheet of one criterion: every cell is saved when it is left, arrows go up and down. Without this the save button does it. */
for (const sheet of all('[data-scores]')) {
  const rows = all('[data-score]', sheet).map((element) => new ScoreRow(element, sheet));
  for (const [place, row] of rows.entries()) row.start((step) => rows[place + step]?.enter());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const row of rows) void row.save();
  });
}
