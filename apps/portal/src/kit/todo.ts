import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import type { Light } from './marks.js';
import type { Said, Told } from './messages.js';

/** One thing that waits for this person. */
export interface TodoItem {
  readonly title: Told;
  readonly href: string;
  readonly dueAt: Date | null;
  readonly light: Light;
  /** Who waits for it. */
  readonly waits?: Said;
}

/** A room that knows what waits for somebody. */
export interface TodoSource {
  todos(actor: Actor): Promise<TodoItem[]>;
}

/** Where rooms put their sources; the workspace asks them all. */
@Injectable()
export class TodoSources {
  private readonly sources: TodoSource[] = [];

  add(source: TodoSource): void {
    this.sources.push(source);
  }

  /** Everything that waits, the earliest due first, what has no date last. */
  async all(actor: Actor): Promise<TodoItem[]> {
    const items = (await Promise.all(this.sources.map((source) => source.todos(actor)))).flat();
    return items.sort((one, other) => due(one) - due(other));
  }
}

const due = (item: TodoItem): number => item.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
