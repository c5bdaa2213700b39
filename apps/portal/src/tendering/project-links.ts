import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import type { Procedure } from '#tendering';

/** A way from a project's page into what another room keeps about it. */
export interface ProjectLink {
  /** Key of the link's words. */
  readonly key: string;
  readonly href: (procedure: Procedure) => string;
  readonly when: (procedure: Procedure, actor: Actor) => boolean;
  /** Is this what has to be done next? The first one that says so is the page's primary button. */
  readonly next?: (procedure: Procedure, actor: Actor) => boolean;
}

/** Where later rooms put their ways in; a project's page shows those that fit, in the order in which they were added. */
@Injectable()
export class ProjectLinks {
  private readonly links: ProjectLink[] = [];

  add(link: ProjectLink): void {
    this.links.push(link);
  }

  of(procedure: Procedure, actor: Actor): { key: string; href: string; next: boolean }[] {
    return this.links
      .filter(({ when }) => when(procedure, actor))
      .map(({ key, href, next }) => ({
        key,
        href: href(procedure),
        next: next?.(procedure, actor) ?? false,
      }));
  }
}
