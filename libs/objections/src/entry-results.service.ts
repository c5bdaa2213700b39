import { Injectable } from '@nestjs/common';
import type { Stage } from './stage.rules.js';

/** What a supplier was told about its entry into a framework agreement. */
export interface EntryTold {
  readonly stage: Extract<Stage, 'entry' | 'application'>;
  readonly at: Date;
}

/** What the room of framework agreements knows of a procedure. */
export interface EntrySource {
  /** Null when this supplier took no part or was told nothing yet. */
  told(procedureId: string, supplierId: string): Promise<EntryTold | null>;
  /** Who decided about entry: they do not answer what is said against it. */
  deciders(procedureId: string): Promise<string[]>;
}

/** Through this door a later room says when the result of an entry became known. */
@Injectable()
export class EntryResults {
  private readonly sources: EntrySource[] = [];

  add(source: EntrySource): void {
    this.sources.push(source);
  }

  async told(procedureId: string, supplierId: string): Promise<EntryTold | null> {
    for (const source of this.sources) {
      const told = await source.told(procedureId, supplierId);
      if (told) return told;
    }
    return null;
  }

  async deciders(procedureId: string): Promise<string[]> {
    return (await Promise.all(this.sources.map((source) => source.deciders(procedureId)))).flat();
  }
}
