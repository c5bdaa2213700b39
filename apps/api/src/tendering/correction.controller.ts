import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import {
  CorrectionInput,
  CorrectionService,
  ExtensionInput,
  type NewVersion,
  ReasonInput,
  RekeyingInput,
  RekeyingService,
  SuspensionService,
} from '#tendering';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('tendering')
@Controller('api/v1/procedures/:id')
export class CorrectionController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly suspension: SuspensionService,
    private readonly rekeying: RekeyingService,
  ) {}

  @Post('corrections')
  @ApiOperation({ summary: 'Publish a correction as a new version; object and eligibility stay as they are' })
  correct(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: CorrectionInput): Promise<NewVersion> {
    return this.corrections.correct(actor, id, input);
  }

  @Post('extension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move the deadline to a later time' })
  extend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ExtensionInput): Promise<NewVersion> {
    return this.corrections.extend(actor, id, input);
  }

  @Post('rekeying-requests')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ask for new key holders because two of the published keys are lost' })
  async askForKeys(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReasonInput): Promise<void> {
    await this.rekeying.ask(actor, id, input);
  }

  @Post('rekeying')
  @HttpCode(200)
  @ApiOperation({ summary: "Publish today's key holders with a later deadline; bids are sealed again" })
  renewKeys(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RekeyingInput): Promise<NewVersion> {
    return this.rekeying.renewKeys(actor, id, input);
  }

  @Post('suspension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop the competition for a while' })
  async suspend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: ReasonInput,
  ): Promise<{ state: 'suspended' }> {
    await this.suspension.suspend(actor, id, input);
    return { state: 'suspended' };
  }

  @Post('resumption')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on with a deadline moved by what was lost' })
  resume(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReasonInput): Promise<NewVersion> {
    return this.suspension.resume(actor, id, input);
  }

  @Post('cancellation')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the procedure with a reason; the plan item is free again' })
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: ReasonInput,
  ): Promise<{ state: 'cancelled' }> {
    await this.suspension.cancel(actor, id, input);
    return { state: 'cancelled' };
  }
}
