import { afterTask } from './answers.rules.js';
import type { NoticeContent } from './content.view.js';
import { affectsOffers, corrected, keepsObject } from './correction.rules.js';
import { changesBetween } from './diff.rules.js';
import { draftAgain, draftFrom, evenWeights, indicatorsFrom, nextId } from './draft.rules.js';
import { promptHits } from './prompt.rules.js';
import {
  asksBeforeClosing,
  later,
  leavesTimeAfterChange,
  leavesTimeToBid,
  neverEarlier,
  publishedUntil,
  scheduleAt,
  stillRunning,
  takesQuestions,
} from './schedule.rules.js';
import { searchQuery, searchText } from './search.rules.js';
import { statusOfCheck, statusOfTask } from './task.rules.js';

const planned = {
  title: '老年助餐点配送服务',
  category: '养老服务',
  beneficiaries: '老年人',
  quantity: 67,
  unit: '站',
  quality: '每周开放不少于5天，个案建档率100%；热链配送',
  amount: '396000.00',
  months: 10,
  method: 'open_tender' as const,
  officialUrl: null,
};
const draft = draftFrom(planned, '张经办');
const notice: NoticeContent = {
  ...draft,
  schedule: {
    questionsUntil: '2026-09-20T00:00:00.000Z',
    closesAt: '2026-10-09T00:00:00.000Z',
    openingPlace: '线上',
  },
  clarifications: [],
};

describe('a draft from the plan', () => {
  it('makes indicators of the quantity, of each clause and of satisfaction', () => {
    expect(indicatorsFrom(planned).map(({ name, target }) => `${name}:${target}`)).toEqual([
      '服务数量:不少于 67 站',
      '每周开放:不少于5天',
      '个案建档率:100%',
      '热链配送:全部达到',
      '服务对象满意度:不低于 85%',
    ]);
  });
  it('spreads whole weights over any number of rows', () => {
    for (let count = 1; count <= 30; count += 1) expect(evenWeights(count).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });
  it('starts a new round without the old times and clarifications', () => {
    const again = draftAgain({ ...notice, clarifications: [{ version: 2, text: '旁听' }] }, planned);
    expect(again).toMatchObject({
      schedule: { closesAt: null, questionsUntil: null },
      official: { url: null },
    });
    expect('clarifications' in again).toBe(false);
  });
});

describe('saving rows', () => {
  it('keeps the ids of rows, drops empty ones and numbers new ones', () => {
    const rows = [
      { id: 'e2', text: '乙' },
      { id: 'new', text: '丙' },
      { id: 'new', text: '' },
      { id: 'e2', text: '丁' },
    ];
    const after = afterTask(
      {
        ...draft,
        eligibility: [
          { id: 'e1', text: '甲' },
          { id: 'e2', text: '乙' },
        ],
      },
      'eligibility',
      { version: 0, eligibility: rows },
    );
    expect(after.eligibility).toEqual([
      { id: 'e2', text: '乙' },
      { id: 'e3', text: '丙' },
      { id: 'e4', text: '丁' },
    ]);
  });
  it('never gives an id twice', () => expect(nextId('k', ['k1', 'k9', 'x3'])).toBe('k10'));
});

describe('a correction', () => {
  it('says field by field what differs, rows by their id', () => {
    const after = corrected(notice, 2, {
      yardsticks: new Map([['c2', '新标准']]),
      contact: { ...notice.contact, phone: '1' },
    });
    expect(changesBetween(notice, after).map(({ path }) => path)).toEqual(['criteria.c2.yardstick', 'contact.phone']);
    expect(
      changesBetween(
        [
          { id: 'a', n: 1 },
          { id: 'b', n: 2 },
        ],
        [{ id: 'b', n: 2 }],
      ),
    ).toEqual([{ path: 'a', before: '1', after: null }]);
  });
  it('never touches the object or who may take part', () => {
    expect(keepsObject(notice, corrected(notice, 2, { clarification: '说明' }))).toBeUndefined();
    expect(keepsObject(notice, { ...notice, eligibility: [] })).toMatchObject({
      code: 'correction.object-fixed',
      facts: { part: 'eligibility' },
    });
    expect(keepsObject(notice, { ...notice, service: { ...notice.service, quantity: 68 } })).toMatchObject({
      facts: { part: 'service' },
    });
  });
  it('needs time only when offers are affected', () => {
    expect(affectsOffers([{ path: 'contact.phone', before: 'a', after: 'b' }])).toBe(false);
    expect(affectsOffers([{ path: 'criteria.c1.yardstick', before: 'a', after: 'b' }])).toBe(true);
  });
});

describe('the times of a notice', () => {
  const day = 86_400_000;
  const at = new Date('2026-09-18T00:00:00Z');
  const after = (days: number): Date => new Date(at.getTime() + days * day);
  it('leave the documents and the notice time to stand, except a notice that nobody has to find', () => {
    const published = {
      questionsUntil: '',
      closesAt: '',
      openingPlace: '线上',
      documentsUntil: '2026-10-13T16:00:00Z',
      noticeUntil: '2026-10-14T16:00:00Z',
    };
    expect(publishedUntil(published, { admission: 'announcement' })).toEqual(new Date('2026-10-14T16:00:00Z'));
    expect(publishedUntil(published, { admission: 'invited-one' })).toEqual(new Date('2026-10-13T16:00:00Z'));
  });

  const windows = { at, earliestClose: after(20), changeUntil: after(15), answerLead: day, answerExtension: after(3) };
  const open = { closesAt: null, questionsUntil: null, openingPlace: '线上' };

  it('are the earliest legal ones when left open, with questions early enough for a change', () => {
    expect(scheduleAt(open, windows)).toEqual({ closesAt: after(20), questionsUntil: after(5) });
    expect(scheduleAt(open, { ...windows, earliestClose: after(4), changeUntil: after(4) }).questionsUntil).toEqual(after(1));
  });
  it('leave the whole period to the second', () => {
    expect(leavesTimeToBid({ closesAt: after(20) }, windows)).toBeUndefined();
    expect(leavesTimeToBid({ closesAt: new Date(after(20).getTime() - 1) }, windows)?.code).toBe('notice.window-too-short');
    expect(leavesTimeAfterChange(after(15), windows)).toBeUndefined();
    expect(leavesTimeAfterChange(new Date(after(15).getTime() - 1), windows)).toMatchObject({
      facts: { earliest: after(15) },
    });
  });
  it('never move towards those who prepare an offer', () => {
    expect(neverEarlier(after(20), after(20))).toBeUndefined();
    expect(neverEarlier(after(19), after(20))?.code).toBe('correction.deadline-earlier');
    expect(later(after(20), after(20))?.code).toBe('extension.not-later');
  });
  it('end at the instant itself', () => {
    expect(stillRunning(at, at)?.code).toBe('notice.window-closed');
    expect(stillRunning(after(1), at)).toBeUndefined();
    expect(takesQuestions({ questionsUntil: at }, at)?.code).toBe('question.too-late');
    expect(asksBeforeClosing({ questionsUntil: after(20), closesAt: after(20) }, windows)?.code).toBe('notice.questions-too-late');
  });
});

describe('prompts', () => {
  const hits = (text: string): string[] =>
    promptHits({
      eligibility: [{ id: 'e1', text }],
      criteria: [],
      service: { ...draft.service, description: '', quality: '' },
    }).map(({ prompt }) => prompt);
  it.each([
    ['在本市注册登记的机构', 'local'],
    ['在海陵区登记的机构', 'local'],
    ['江苏省内注册', 'local'],
    ['须在泰州市设立服务点', 'local'],
    ['成立满3年', 'age'],
    ['注册资本100万元以上', 'capital'],
    ['上年度营业收入达到200万元', 'turnover'],
    ['获得市级先进称号', 'region_award'],
    ['评估等级3A以上', 'grade'],
    ['仅限社会组织参加', 'form'],
    ['进入本区名录库', 'pool'],
    ['具有三份以上同类合同', 'past_contracts'],
    ['获得国家级荣誉称号', 'award'],
    ['获得行业协会奖项', 'industry_award'],
    ['经营范围须包含养老服务', 'scope'],
    ['在职职工人数不少于50', 'headcount'],
    ['信用等级达到A级', 'credit'],
    ['办公场所不少于300平方米', 'premises'],
    ['合同金额不低于100万元', 'contract_amount'],
    ['股东须为国有单位', 'shareholder'],
    ['原服务单位优先', 'pointing'],
    ['通过ISO9001认证', 'certificate'],
    ['物业服务资质', 'permit'],
    ['AAA企业', 'aaa'],
    ['须先报名方可参加', 'registration'],
    ['获取采购文件须提供授权书', 'papers'],
    ['指定品牌的设备', 'brand'],
    ['提供厂家授权', 'authorisation'],
    ['由区检测中心出具的报告', 'issuer'],
    ['仅接受名单内单位', 'fixed_list'],
    ['列入本单位黑名单的不得参加', 'blacklist'],
  ])('notice %s', (text, prompt) => expect(hits(text)).toContain(prompt));
  it('keep quiet about the conditions of the law itself, and about whoever registers', () => {
    expect(draft.eligibility.flatMap(({ text }) => hits(text))).toEqual([]);
    expect(['在社区登记的老人', '依法在民政部门登记', '经市民政局登记'].flatMap(hits)).toEqual([]);
  });
});

test('search finds any part of a word, as phrases of pairs', () => {
  expect(searchText('安全等级 3A')).toBe('安全 全等 等级 级 3a');
  expect(searchQuery('等级 3A')).toBe(`'等级' & '3a'`);
  expect(searchQuery('安全等级')).toBe(`'安全' <-> '全等' <-> '等级'`);
  expect(searchQuery('级')).toBe(`'级':*`);
  expect(searchQuery(`'); drop --`)).toBe(`'drop'`);
});

test('a task is done when nothing stands in its way', () => {
  expect(statusOfTask({ saved: false, filled: true, blocks: 0 })).toBe('done');
  expect(statusOfTask({ saved: false, filled: false, blocks: 1 })).toBe('not_started');
  expect(statusOfTask({ saved: true, filled: false, blocks: 1 })).toBe('in_progress');
  expect(statusOfCheck(['done', 'in_progress'])).toBe('cannot_start');
});
