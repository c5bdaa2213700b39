import { readFileSync } from 'node:fs';
import { rowsOf } from '#organizations';
import { answeredOnNegativeList, type NegativeAnswers, namedOnNegativeList, negativePrompts } from './negative-list.rules.js';

const named = (title: string, quality = '按约定完成'): string | undefined => namedOnNegativeList({ title, quality })?.code;
const none: NegativeAnswers = {
  not_duty: false,
  government_only: false,
  goods_works: false,
  financing: false,
  recruiting: false,
  other_banned: false,
};

describe('the negative list (102号令 Art. 10)', () => {
  it.each([
    ['招聘20名窗口人员', 'planning.negative-recruiting'],
    ['道路修缮打包管护', 'planning.negative-goods-works'],
    ['城区劳务派遣服务', 'planning.negative-recruiting'],
    ['公益性岗位管理', 'planning.negative-recruiting'],
    ['办公设备采购', 'planning.negative-goods-works'],
    ['棚改项目融资服务', 'planning.negative-financing'],
    ['行政处罚文书送达', 'planning.negative-government-only'],
  ])('T12 refuses %s by its own words', (title, code) => {
    expect(named(title)).toBe(code);
  });

  it('reads the quality demand too and names the words it stumbled over', () => {
    expect(named('窗口服务', '聘用30名工作人员驻点')).toBe('planning.negative-recruiting');
    expect(namedOnNegativeList({ title: '窗口服务', quality: '驻点,劳务派遣用工' })?.facts).toEqual({ words: '劳务派遣' });
  });

  it.each(['社区工作者能力提升培训', '残疾人就业辅导与职业培训', '招聘会组织服务', '小微企业融资咨询服务', '行政执法宣传服务'])(
    'lets %s pass',
    (title) => expect(named(title)).toBeUndefined(),
  );

  it('lets every item of the demonstration year pass', () => {
    const rows = rowsOf(readFileSync('apps/cli/demo/plan-items-2026.csv'));
    expect(rows).toHaveLength(24);
    for (const row of rows) expect(named(row['项目名称']!, row['质量要求'])).toBeUndefined();
  });

  it('points at a clause without refusing when only a word reminds of it', () => {
    expect(negativePrompts('社区招聘会组织服务')).toEqual(['recruiting']);
    expect(negativePrompts('社区文体服务')).toEqual([]);
  });

  it('refuses what the handler says falls under a clause', () => {
    expect(answeredOnNegativeList('服务', none)).toBeUndefined();
    expect(answeredOnNegativeList('服务', { ...none, financing: true })?.code).toBe('planning.negative-financing');
    expect(answeredOnNegativeList('服务', { ...none, other_banned: true })?.code).toBe('planning.negative-other-banned');
  });
});
