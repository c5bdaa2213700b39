import { clauseOf, namedOnNegativeList, negativeClauses } from '#planning';
import type { CheckRule } from './compliance.rules.js';
import { line, named } from './finding.rules.js';

const order102 = '财政部令第102号第10条';

/** What may not be bought as a service is not written into a draft afterwards either (MOF Order 102 Art. 10; T12). */
export const negativeList: CheckRule = ({ title, service, lots = [] }) => {
  const words = [service.quality, service.description, ...lots.map(({ name }) => name)].join('\n');
  const refusal = namedOnNegativeList({ title, quality: words });
  const clause = refusal && clauseOf(refusal.code);
  const law = clause ? `${order102}第${negativeClauses.indexOf(clause) + 1}项` : order102;
  return line('service', 'service.negative-list', law, !refusal, { found: named(refusal?.facts.words?.toString()) });
};
