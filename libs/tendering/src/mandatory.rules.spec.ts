import type { DraftContent, NoticeContent } from './content.view.js';
import { draftFrom } from './draft.rules.js';
import { mandatoryContents } from './mandatory.rules.js';

const draft: DraftContent = {
  ...draftFrom(
    {
      title: '助餐服务',
      category: '养老服务',
      beneficiaries: '老年人',
      quantity: 10,
      unit: '人',
      quality: '准点',
      amount: '1000.00',
      months: 12,
      method: 'open_tender',
      officialUrl: null,
    },
    '张经办',
  ),
  contact: { name: '张经办', phone: '0523', address: '三楼' },
};
const times = { questionsUntil: '2026-10-01T00:00:00Z', closesAt: '2026-10-08T00:00:00Z', openingPlace: '线上' };
const said = (content: DraftContent | NoticeContent): (boolean | null)[] => mandatoryContents(content).map(({ there }) => there);

describe('the eight contents of a notice', () => {
  it('leave the two that publication writes open in a draft', () => {
    expect(said(draft)).toEqual([true, true, true, true, null, null, true, true]);
  });

  it('are read from what was published, and missing where it says nothing', () => {
    const notice = { ...draft, clarifications: [], schedule: times } as unknown as NoticeContent;
    expect(said(notice)).toEqual([true, true, true, true, true, false, true, true]);
    const stands = { ...notice, schedule: { ...times, documentsUntil: times.closesAt, noticeUntil: times.closesAt } };
    expect(said(stands)).toEqual(Array(8).fill(true));
    expect(said({ ...stands, schedule: { ...times, openingPlace: '', noticeUntil: times.closesAt } })[6]).toBe(false);
  });
});
