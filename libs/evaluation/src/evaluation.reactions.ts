import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Alarms, type Reader, Readers } from '#platform';
import { DecisionService } from './decision.service.js';
import { silenceAlarm } from './decision.clock.service.js';
import { EvaluationService } from './evaluation.service.js';
import { LastRound } from './last-round.service.js';
import { Matches } from './match.queries.js';
import { meetingAlarm } from './panel.service.js';
import { signingAlarm } from './draft.service.js';
import { SeatService } from './seat.service.js';
import { SigningService } from './signing.service.js';

/** An opened box begins its evaluation, last prices go into it; a buyer's silence ends it; a contract ties its parties for later draws. */
@Injectable()
export class EvaluationReactions implements Reader, OnModuleInit {
  readonly name = 'evaluation';
  readonly reactions: Reader['reactions'] = {
    'box.opened': (tx, { subject, project }) => this.evaluations.start(tx, project ?? subject),
    'last-prices.opened': (tx, { subject, project }) => this.lastRound.take(tx, project ?? subject),
    'last-prices.void': async (tx, { subject, project, facts }) => {
      if (facts.reason !== 'too-few') return;
      await this.lastRound.tooFew(tx, project ?? subject, { count: Number(facts.count), minimum: Number(facts.minimum) });
    },
    'contract.active': (tx, { subject, at, facts }) =>
      this.matches.contracted(tx, {
        contractId: subject,
        buyerId: String(facts.departmentId),
        providerId: String(facts.providerId),
        since: at,
      }),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly evaluations: EvaluationService,
    private readonly lastRound: LastRound,
    private readonly decisions: DecisionService,
    private readonly seats: SeatService,
    private readonly signing: SigningService,
    private readonly matches: Matches,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(silenceAlarm, (tx, alarm) => this.decisions.silence(tx, alarm));
    this.alarms.on(meetingAlarm, (tx, alarm) => this.seats.meeting(tx, alarm));
    this.alarms.on(signingAlarm, (tx, alarm) => this.signing.silence(tx, alarm));
  }
}
