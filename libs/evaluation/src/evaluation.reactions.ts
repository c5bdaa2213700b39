import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Alarms, type Reader, Readers } from '#platform';
import { DecisionService } from './decision.service.js';
import { EvaluationService } from './evaluation.service.js';
import { silenceAlarm } from './report.service.js';

/** An opened box begins its evaluation; a buyer's silence ends it. */
@Injectable()
export class EvaluationReactions implements Reader, OnModuleInit {
  readonly name = 'evaluation';
  readonly reactions: Reader['reactions'] = {
    'box.opened': (tx, { subject, project }) => this.evaluations.start(tx, project ?? subject),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly evaluations: EvaluationService,
    private readonly decisions: DecisionService,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(silenceAlarm, (tx, alarm) => this.decisions.silence(tx, alarm));
  }
}
