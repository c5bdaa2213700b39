import {
  complainedOnce,
  groundSaid,
  insideComplaintTime,
  isPaused,
  mayBePaused,
  onlyWhatWasChallenged,
  pauseFits,
  recordCause,
  remedyFits,
} from './complaint.rules.js';
import { authorisationShown, masked } from './petition.rules.js';

const at = (text: string): Date => new Date(`${text}T10:00:00+08:00`);

describe('a complaint', () => {
  const due = at('2026-10-21');
  const end = at('2026-11-11');

  it('comes after the answer, or when none came in time, and before its time ends', () => {
    expect(insideComplaintTime({ state: 'answered', answerDueAt: due }, end, at('2026-10-15'))).toBeUndefined();
    expect(insideComplaintTime({ state: 'refused', answerDueAt: due }, end, at('2026-10-15'))).toBeUndefined();
    expect(insideComplaintTime({ state: 'filed', answerDueAt: due }, end, at('2026-10-15'))?.code).toBe('complaint.answer-first');
    expect(insideComplaintTime({ state: 'accepted', answerDueAt: due }, end, due)).toBeUndefined();
    expect(insideComplaintTime({ state: 'answered', answerDueAt: due }, end, end)?.code).toBe('complaint.window-closed');
    expect(insideComplaintTime({ state: 'withdrawn', answerDueAt: due }, end, at('2026-10-15'))?.code).toBe(
      'complaint.challenge-withdrawn',
    );
  });
  it('is about points that were challenged, each once', () => {
    const points = (...numbers: number[]) => numbers.map((point) => ({ point, objection: 'x' }));
    expect(onlyWhatWasChallenged(points(1, 2), 2)).toBeUndefined();
    expect(onlyWhatWasChallenged(points(1, 3), 2)).toMatchObject({
      code: 'complaint.not-challenged',
      fields: [{ field: 'points.1.point' }],
    });
    expect(onlyWhatWasChallenged(points(2, 2), 2)?.code).toBe('complaint.not-challenged');
  });
  it('is one a challenge, unless it was turned away or withdrawn', () => {
    expect(complainedOnce([{ state: 'refused' }, { state: 'redirected' }, { state: 'withdrawn' }])).toBeUndefined();
    expect(complainedOnce([{ state: 'decided' }])?.code).toBe('complaint.filed-already');
  });
  it('that is dismissed says why; one that is upheld what follows, as it fits the stage', () => {
    expect(groundSaid('dismissed', undefined)?.code).toBe('complaint.ground-missing');
    expect(groundSaid('dismissed', 'unproven')).toBeUndefined();
    expect(groundSaid('upheld', 'unproven')?.code).toBe('complaint.ground-missing');
    expect(remedyFits('result', 'upheld', undefined)?.code).toBe('challenge.remedy-missing');
    expect(remedyFits('result', 'upheld', 'correct')?.code).toBe('challenge.remedy-unfit');
    expect(remedyFits('documents', 'upheld', 'correct')).toBeUndefined();
    expect(remedyFits('result', 'dismissed', 'redo')?.code).toBe('challenge.remedy-without-ground');
  });
  it('stops a purchase once, after it was taken up, and not for longer than the rule says', () => {
    expect(pauseFits({ pausedAt: null }, 30, 30)).toBeUndefined();
    expect(pauseFits({ pausedAt: null }, 31, 30)?.code).toBe('complaint.pause-too-long');
    expect(pauseFits({ pausedAt: due }, 5, 30)?.code).toBe('complaint.paused-once');
    expect([mayBePaused({ state: 'filed' })?.code, mayBePaused({ state: 'sent' })]).toEqual(['complaint.pause-not-now', undefined]);
    const pause = { pausedAt: due, pauseUntil: end, pauseLiftedAt: null };
    expect([isPaused(pause, at('2026-11-01')), isPaused(pause, end), isPaused({ ...pause, pauseLiftedAt: due }, at('2026-11-01'))]).toEqual(
      [true, false, false],
    );
  });
  it('goes on the record when it is the third baseless one in the months of the rule, or fabricated', () => {
    expect([recordCause('unproven', 0, 3), recordCause('unproven', 1, 3), recordCause('unfounded', 2, 3)]).toEqual([
      null,
      null,
      'baseless',
    ]);
    expect(recordCause('fabricated', 0, 3)).toBe('fabricated');
  });
});

describe('what an objection carries', () => {
  const petitioner = { address: '', contact: '', phone: '', signatory: '', authorised: true };
  it('is the authorisation where somebody signs for the legal representative', () => {
    expect(authorisationShown(petitioner, [])?.code).toBe('objection.authorisation-missing');
    expect(authorisationShown(petitioner, [{}])).toBeUndefined();
    expect(authorisationShown({ ...petitioner, authorised: false }, [])).toBeUndefined();
  });
  it('is published without numbers of phones, identity cards and accounts', () => {
    expect(masked('电话13800138000，身份证11010519491231002X，座机0523-86880000，卡号6222021001116245702。')).toBe(
      '电话***，身份证***，座机***，卡号***。',
    );
    expect(masked('项目 321202-2026-CG-0001，金额 850000.00 元，18 家')).toBe('项目 321202-2026-CG-0001，金额 850000.00 元，18 家');
  });
});
