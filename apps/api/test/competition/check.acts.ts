import { absent, type Act, type Fault, pick, when } from './act.js';
import { chair, figures, isProvider, type Model, organizationOf, people, racing, reading, seatOf, sitting, type Who } from './model.js';
import { looksLow } from './reckoning.js';

/** Only the chair, once declared, speaks for the panel. */
export const chairs = (model: Model, who: Who): Fault[][] => {
  const seat = seatOf(model, who);
  return [when(!seat || !reading.includes(seat.state), absent), when(chair(model)?.who !== who, [403, 'panel.chair-only'])];
};
/** The panel has nothing more to ask; of an evaluation that failed no offer is left either. */
export const drafted = ({ evaluation }: Model): Fault[] => [
  ...when(!['scoring', 'locked'].includes(evaluation), [409, 'panel.report-drafted']),
  ...when(evaluation === 'failed', absent),
];

/** With too few offers left the evaluation ends, and the procedure with it. */
function count(model: Model): void {
  if (racing(model).length >= figures[model.method].offers) return;
  Object.assign(model, { evaluation: 'failed', state: 'failed', revision: model.revision + 1 });
}

/** All offers checked, or one forgotten, one refused without a reason, one refused. */
export const checkCompliance: Act = {
  name: 'check-compliance',
  ask(model, _who, { a, b }) {
    const offers = racing(model).map(({ bid }) => ({ bidId: bid.id, compliant: true }));
    const first = offers.at(a % Math.max(offers.length, 1));
    if (!first) return undefined;
    const others = offers.filter((one) => one !== first);
    const refused = { bidId: first.bidId, compliant: false };
    const bodies = [others, [...others, refused], [...others, { ...refused, reason: '没有承诺服务期' }]];
    return { method: 'POST', path: `procedures/${model.id}/compliance`, body: { offers: bodies[b] ?? offers }, shaped: true };
  },
  faults(model, who, _at, { b }) {
    const there = sitting(model).filter(({ state }) => reading.includes(state)).length;
    const none = b === 0 && racing(model).length === 1;
    return [
      when(none, [422, 'input.invalid']),
      ...chairs(model, who),
      when(model.evaluation !== 'scoring' || model.checked, [409, 'compliance.done']),
      when(there < model.panelSize, [409, 'panel.not-complete']),
      [...when(b === 0, [422, 'compliance.unanswered']), ...when(b === 1, [422, 'input.invalid'])],
    ];
  },
  done(model, _who, _answer, { a, b }) {
    model.checked = true;
    if (b === 2) pick(racing(model), a).excluded = true;
    count(model);
  },
};

export const askBidder: Act = {
  name: 'ask-bidder',
  ask(model, _who, { a, b }) {
    if (model.candidates.length === 0) return undefined;
    const body = { bidId: pick(model.candidates, a).bid.id, kind: b % 3 ? 'low-price' : 'question', question: '说明报价的构成' };
    return { method: 'POST', path: `procedures/${model.id}/clarifications`, body, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    ...chairs(model, who),
    when(!racing(model).includes(pick(model.candidates, a)), absent),
    drafted(model),
  ],
  done(model, _who, { id, dueAt }, { a, b }) {
    const candidate = pick(model.candidates, a);
    model.clarifications.push({ id, candidate, lowPrice: b % 3 > 0, dueAt: Date.parse(dueAt), answered: false });
  },
};

export const answerPanel: Act = {
  name: 'answer-panel',
  ask(model, _who, { a }) {
    if (model.clarifications.length === 0) return undefined;
    return {
      method: 'POST',
      path: `clarifications/${pick(model.clarifications, a).id}/answer`,
      body: { answer: '成本明细如下。' },
      shaped: true,
    };
  },
  faults(model, who, at, { a }) {
    const { candidate, answered, dueAt } = pick(model.clarifications, a);
    return [
      when(!isProvider(who) || candidate.bid.organization !== organizationOf(who), absent),
      when(!['provider_admin', 'project_lead'].includes(people[who].role), [403, 'clarification.speaker-only']),
      when(!model.candidates.includes(candidate) || drafted(model).length > 0, [409, 'clarification.over']),
      when(answered, [409, 'clarification.answered']),
      when(at >= dueAt, [409, 'clarification.too-late']),
    ];
  },
  done(model, _who, _answer, { a }) {
    pick(model.clarifications, a).answered = true;
  },
};

/** 87号令 Art. 60: a price that looks too low is kept or put out, after its bidder was asked. */
export const judgeLowPrice: Act = {
  name: 'judge-low-price',
  ask(model, _who, { a, b }) {
    if (model.candidates.length === 0) return undefined;
    const body = { bidId: pick(model.candidates, a).bid.id, keep: b !== 0, reason: '成本构成合理' };
    return { method: 'POST', path: `procedures/${model.id}/low-price-reasons`, body, shaped: true };
  },
  faults(model, who, at, { a }) {
    const candidate = pick(model.candidates, a);
    const asked = model.clarifications.some((one) => one.candidate === candidate && one.lowPrice && (one.answered || at >= one.dueAt));
    return [
      ...chairs(model, who),
      when(!racing(model).includes(candidate), absent),
      drafted(model),
      when(!looksLow(model, candidate), [409, 'report.price-not-low']),
      when(!asked, [409, 'report.low-price-not-asked']),
    ];
  },
  done(model, _who, _answer, { a, b }) {
    const candidate = pick(model.candidates, a);
    if (b !== 0) candidate.explained = true;
    else candidate.excluded = true;
    count(model);
  },
};

export const checkActs: readonly Act[] = [checkCompliance, askBidder, answerPanel, judgeLowPrice];
