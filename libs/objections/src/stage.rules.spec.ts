import { insideWindow, standingFor, type Window, windowsOf } from './stage.rules.js';

const day = 86_400_000;
const at = (text: string): Date => new Date(`${text}T09:00:00+08:00`);
const book = {
  noticeEnds: (from: Date) => new Date(from.getTime() + 5 * day),
  resultEnds: (from: Date) => new Date(from.getTime() + day),
  filingEnds: (from: Date) => new Date(from.getTime() + 7 * day),
};
const none = { publishedAt: at('2026-09-01'), closedAt: null, openedAt: null, endedAt: null, results: [], told: null };
const result = { id: 'a1', lot: '1', state: 'announced', announcedAt: at('2026-10-01'), challengeEndsAt: at('2026-10-12') };
const find = (windows: readonly Window[], stage: string) => windows.find((one) => one.stage === stage);

describe('what may be challenged', () => {
  it('is the documents from their publication, until the time to challenge after their notice period', () => {
    const [documents, ...others] = windowsOf(none, book);
    expect(others).toEqual([]);
    expect(documents).toMatchObject({ stage: 'documents', awardId: null, opensAt: none.publishedAt });
    expect(documents!.endsAt.getTime()).toBe(none.publishedAt.getTime() + 12 * day - 1);
  });
  it('is an entry from the end of its time in public, and an application from its answer', () => {
    const told = { stage: 'entry' as const, at: at('2026-10-01') };
    expect(find(windowsOf({ ...none, told }, book), 'entry')!.endsAt.getTime()).toBe(told.at.getTime() + 8 * day - 1);
    const refused = { ...none, told: { stage: 'application' as const, at: told.at } };
    expect(find(windowsOf(refused, book), 'application')!.endsAt.getTime()).toBe(told.at.getTime() + 7 * day);
  });
  it('is each step from its end, and each result that stands', () => {
    const windows = windowsOf(
      {
        ...none,
        closedAt: at('2026-09-20'),
        openedAt: at('2026-09-21'),
        endedAt: at('2026-09-25'),
        results: [result, { ...result, id: 'a2', lot: '2', state: 'withdrawn' }, { ...result, id: 'a3', lot: '3', announcedAt: null }],
      },
      book,
    );
    expect(windows.map(({ stage, lot }) => [stage, lot])).toEqual([
      ['documents', null],
      ['receipt', null],
      ['opening', null],
      ['ending', null],
      ['result', '1'],
    ]);
    expect(find(windows, 'opening')!.endsAt).toEqual(at('2026-09-28'));
    expect(find(windows, 'result')!.endsAt).toBe(result.challengeEndsAt);
  });
  it('takes the last instant before its end and refuses the end itself, with both times', () => {
    const window = windowsOf({ ...none, results: [result] }, book)[1]!;
    expect(insideWindow(window, 'result', new Date(window.endsAt.getTime() - 1))).toBeUndefined();
    expect(insideWindow(window, 'result', window.endsAt)).toMatchObject({
      code: 'challenge.window-closed',
      facts: { closedAt: window.endsAt, now: window.endsAt },
    });
  });
  it('is not there before its step', () => {
    expect(insideWindow(undefined, 'result', at('2026-10-01'))?.code).toBe('challenge.not-announced');
    expect(insideWindow(undefined, 'opening', at('2026-10-01'))?.code).toBe('challenge.not-yet');
    expect(insideWindow(windowsOf(none, book)[0], 'documents', at('2026-08-01'))?.code).toBe('challenge.not-yet');
  });
});

describe('standing', () => {
  it('to challenge the documents has whoever holds them; to challenge the opening or a result, whoever was in the box', () => {
    const out = { begun: false, inBox: false, lots: null, told: false };
    expect(standingFor('documents', { ...out, begun: true })).toBeUndefined();
    expect(standingFor('documents', out)?.code).toBe('challenge.documents-first');
    expect(standingFor('receipt', { ...out, begun: true })).toBeUndefined();
    expect(standingFor('result', { ...out, begun: true })?.code).toBe('challenge.bidders-only');
    expect(standingFor('opening', { ...out, inBox: true })).toBeUndefined();
    expect(standingFor('entry', { ...out, begun: true, inBox: true })?.code).toBe('challenge.entry-only');
    expect(standingFor('application', { ...out, told: true })).toBeUndefined();
  });
  it('to challenge a result has whoever bid for its lot; whose bid could not be read stands for each', () => {
    const bidder = { begun: true, inBox: true, lots: ['2'], told: false };
    expect(standingFor('result', bidder, '2')).toBeUndefined();
    expect(standingFor('result', bidder, '1')?.code).toBe('challenge.other-lot');
    expect(standingFor('opening', bidder, '1')).toBeUndefined();
    expect(standingFor('result', { ...bidder, lots: null }, '1')).toBeUndefined();
  });
});
