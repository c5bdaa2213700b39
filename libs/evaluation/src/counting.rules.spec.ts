import { responsiveIn } from './counting.rules.js';

test.each([
  [2, [['evaluation.too-few-offers', { offers: 2, min: 3 }]]],
  [2, [['evaluation.too-few-qualified', { qualified: 2, min: 3 }]]],
  [2, [['evaluation.too-few-compliant', { left: 2, min: 3 }]]],
  [
    2,
    [
      ['evaluation.too-few-compliant', { left: 2, min: 3 }],
      ['evaluation.too-few-offers', { offers: 2, min: 3 }],
    ],
  ],
  [
    null,
    [
      ['evaluation.too-few-offers', { offers: 2, min: 3 }],
      ['evaluation.too-few-offers', { offers: 1, min: 3 }],
    ],
  ],
  [null, [['evaluation.all-over-budget', { offers: 2 }]]],
  [null, [['evaluation.reserved-too-few', { qualified: 2, min: 3 }]]],
  [null, [['evaluation.too-few-qualified', { qualified: 0, min: 1 }]]],
  [null, []],
] as const)('%s offers answered a procedure whose lots failed by %j', (count, lots) => {
  expect(responsiveIn(lots.map(([failure, failureFacts]) => ({ failure, failureFacts })))).toBe(count);
});
