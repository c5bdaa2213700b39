import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { AnswerInput, MergeInput, ProcedureQueries, QuestionInput, QuestionService, questionView } from '#tendering';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('tendering')
@Controller('api/v1')
export class QuestionController {
  constructor(
    private readonly questions: QuestionService,
    private readonly procedures: ProcedureQueries,
  ) {}

  @Get('procedures/:id/questions')
  @ApiOperation({ summary: 'All questions for the department; for a provider only the own ones' })
  async list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const questions = await this.procedures.questionsFor(actor, id);
    return { data: questions.map(questionView) };
  }

  @Post('procedures/:id/questions')
  @ApiOperation({ summary: 'Ask about a notice (any provider, until questions close)' })
  ask(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: QuestionInput,
  ): Promise<{ id: string; no: number }> {
    return this.questions.ask(actor, id, input);
  }

  @Post('questions/:id/merger')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that a question asks the same as another one' })
  async merge(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: MergeInput): Promise<{ merged: true }> {
    await this.questions.merge(actor, id, input);
    return { merged: true };
  }

  @Post('questions/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer to everybody' })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: AnswerInput,
  ): Promise<{ answered: true; closesAt: Date | null }> {
    return { answered: true, ...(await this.questions.answer(actor, id, input)) };
  }
}
