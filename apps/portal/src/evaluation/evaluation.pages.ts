import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { BuyerBidPages } from './buyer-bid.page.js';
import { BuyerEvaluationPages } from './buyer.page.js';
import { evaluationMessages } from './evaluation.messages.js';
import { EvaluationTodos } from './evaluation.todo.js';
import { ExpertPages } from './expert.page.js';
import { ClarificationPages } from './clarification.page.js';
import { OutcomePages } from './outcome.page.js';
import { PanelChairPages } from './panel-chair.page.js';
import { PanelReaderPages } from './panel-reader.page.js';
import { PanelRecordPages } from './panel-record.page.js';
import { PanelReportPages } from './panel-report.page.js';
import { PanelPages } from './panel.page.js';
import { ResultPages } from './result.page.js';

registerMessages(evaluationMessages);

export const evaluationPages: Type[] = [
  BuyerBidPages,
  BuyerEvaluationPages,
  ClarificationPages,
  ExpertPages,
  OutcomePages,
  PanelRecordPages,
  PanelChairPages,
  PanelReaderPages,
  PanelReportPages,
  PanelPages,
  ResultPages,
];
export const evaluationPageProviders: Provider[] = [EvaluationTodos];
