/** What a form sends along even with an empty row. */
const always = ['id', 'kind'];

/** Did anybody write into this row? Forms send spare empty rows along; they are neither faults nor answers. */
export const isFilled = (row: object): boolean =>
  Object.entries(row).some(([key, value]) => !always.includes(key) && value !== undefined && value !== null && value !== '');

/** The rows somebody wrote into, in their order. */
export const filledRows = <Row extends object>(rows: readonly Row[]): Row[] => rows.filter(isFilled);
