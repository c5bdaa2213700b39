import { parseYuan, yuan } from '#kernel';
import { smeReserves, termStatements } from '#planning';
import { type Desk, groundsOf, methodRules, surveyKinds, type Task, type Yardsticks } from '#tendering';
import type { FlatBody } from '../kit/index.js';

const choices = (prefix: string, values: readonly string[], hints = false): object[] =>
  values.map((value) => ({
    value,
    text: { key: `tendering.${prefix}.${value}` },
    ...(hints ? { hint: { key: `tendering.${prefix}Hint.${value}` } } : {}),
  }));

/** What the pages of the requirement's tasks show beside their fields. */
export function requirementData(task: Task, { procedure }: Desk, { requirement }: Yardsticks, values: FlatBody): object {
  const rules = methodRules[procedure.method];
  switch (task) {
    case 'need':
      return {
        surveyKinds: choices('surveyKind', surveyKinds),
        surveyNeeded: requirement.survey.needed,
        surveySubjects: requirement.survey.subjects,
        commentDays: requirement.comment.days,
      };
    case 'policy':
      return { reserves: choices('sme', smeReserves, true), statements: choices('statement', termStatements) };
    case 'method':
      return {
        method: procedure.method,
        grounds: groundsOf(rules, procedure.converted).map(({ code, law }) => ({
          value: code,
          text: { key: `tendering.ground.${procedure.method}.${code}` },
          hint: law,
        })),
        approvalNeeded: requirement.approval.needed,
        converted: requirement.converted !== null,
        convertedExperts: requirement.converted?.experts,
        argued: rules.priorNotice !== null || requirement.converted !== null,
        drawn: rules.pool !== null,
        sources: choices('source', rules.pool?.sources ?? [], true),
        poolDraw: requirement.pool?.draw,
        poolFactor: requirement.pool?.factor,
        single: rules.priorNotice !== null,
        addsToContract: rules.grounds.some(({ supplement }) => supplement !== undefined),
        moreOfMethod: rules.pool ? 'more-candidates' : rules.priorNotice || requirement.converted ? 'more-experts' : '',
      };
    case 'lots':
      return { ceiling: yuan(procedure.draft.budget.maxPrice), lotsTotal: totalOf(values) };
    default:
      return {};
  }
}

/** The ceilings written so far, in fen. */
function totalOf(values: FlatBody): bigint {
  return Object.entries(values)
    .filter(([name]) => /^lots\.\d+\.maxPrice$/.test(name))
    .reduce((sum, [, value]) => sum + (parseYuan(String(value)) ?? 0n), 0n);
}
