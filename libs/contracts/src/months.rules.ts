/** The same day of a later month; a month without that day ends sooner: 31 January and a month is 28 February. */
export function dayMonthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const place = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(place / 12), (place % 12) + 1];
  const last = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  return `${targetYear}-${String(targetMonth).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`;
}
