import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { type Actor, found } from '#kernel';
import { MessageQueries, MessageService, messageView } from '#notifications';
import { AsBoolean } from '#platform';
import { CurrentActor } from '../actor.decorator.js';
import { ListPage } from '../list-page.input.js';

export class ListMessages extends ListPage {
  @IsOptional()
  @AsBoolean()
  @IsBoolean()
  unread?: boolean;
}

@ApiTags('notifications')
@Controller('api/v1/messages')
export class MessageController {
  constructor(
    private readonly messages: MessageQueries,
    private readonly service: MessageService,
  ) {}

  @Get()
  @ApiOperation({ summary: "The caller's own messages, newest first, and how many are unread" })
  async list(@CurrentActor() actor: Actor, @Query() filter: ListMessages): Promise<object> {
    const [{ items, next }, unread] = await Promise.all([this.messages.list(actor, filter), this.messages.unread(actor)]);
    return { data: items.map(messageView), unread, page: { next } };
  }

  @Post(':id/reading')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark a message as read' })
  async read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.service.read(actor, id);
    return messageView(found(await this.messages.byId(actor, id), 'message'));
  }
}
