import { type Refusal, refuse } from '#kernel';

/** The six kinds of things that may not be bought as services, in the order of MOF Order 102 Art. 10. */
export const negativeClauses = ['not_duty', 'government_only', 'goods_works', 'financing', 'recruiting', 'other_banned'] as const;
export type NegativeClause = (typeof negativeClauses)[number];

/** The handler's own answer to each: does the item fall under it? */
export type NegativeAnswers = Readonly<Record<NegativeClause, boolean>>;

/** What a title or a quality demand is read for; `firm` words refuse, `prompt` words only ask for a second look. */
interface Signs {
  readonly firm: RegExp;
  readonly prompt: RegExp;
}

const never = /(?!)/;
const signs: Readonly<Record<NegativeClause, Signs>> = {
  not_duty: { firm: never, prompt: /商业经营|房地产|招商引资|庆典|纪念品/ },
  government_only: {
    firm: /行政(许可|处罚|强制|审批|裁决|复议|执法)(?!.{0,4}(宣传|咨询|培训|辅助))/,
    prompt: /执法|审批|处罚|裁决|强制/,
  },
  goods_works: {
    firm: /(道路|桥梁|房屋|管网|外墙|屋面).{0,4}(修缮|维修|建设|施工|改造)|(设备|货物|物资|家具|车辆|药品|器材)(的)?(采购|购置)|(工程|土建|装修|装饰)(施工|建设|改造|总承包)|修缮.{0,4}打包/,
    prompt: /工程|修缮|装修|施工|购置|设备|改造/,
  },
  financing: { firm: /融资(?!咨询|培训|对接|辅导)|贷款(?!咨询|宣传)|举债|垫资|回购/, prompt: /融资|贷款|担保|垫付/ },
  recruiting: {
    firm: /(招聘|招录|聘用|录用)\s*\d*\s*(余)?名?.{0,8}(人员|员工|辅警|文员|职工|雇员)|劳务派遣|(公益性岗位|编外(人员|用工))/,
    prompt: /招聘|招录|聘用|派遣|岗位|用工/,
  },
  other_banned: { firm: never, prompt: /涉密|国家秘密/ },
};

/** Clauses whose prompt words occur: shown beside the question, deciding nothing. */
export function negativePrompts(text: string): NegativeClause[] {
  return negativeClauses.filter((clause) => signs[clause].firm.test(text) || signs[clause].prompt.test(text));
}

/** Refuses what its own words put on the negative list (T12), naming the clause and the words. */
export function namedOnNegativeList(item: { readonly title: string; readonly quality: string }): Refusal | undefined {
  const text = `${item.title}\n${item.quality}`;
  const clause = negativeClauses.find((each) => signs[each].firm.test(text));
  const words = clause && signs[clause].firm.exec(text)?.[0].trim();
  return clause && refuse('conflict', `planning.negative-${kebab(clause)}`, { words: words ?? item.title });
}

/** Refuses what the handler says falls under a clause. */
export function answeredOnNegativeList(title: string, answers: NegativeAnswers): Refusal | undefined {
  const clause = negativeClauses.find((each) => answers[each]);
  return clause && refuse('conflict', `planning.negative-${kebab(clause)}`, { words: title });
}

/** The clause that a refusal of this room names; undefined for other refusals. */
export const clauseOf = (code: string): NegativeClause | undefined =>
  negativeClauses.find((clause) => code === `planning.negative-${kebab(clause)}`);

const kebab = (clause: NegativeClause): string => clause.replaceAll('_', '-');
