import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { from, type Observable, switchMap } from 'rxjs';
import type { Actor } from '#kernel';
import { forMachines } from '../../../api/src/furnish.js';
import type { PageRequest } from './page-context.js';

/** A room that knows how much waits to be read by somebody. */
export interface UnreadSource {
  unread(actor: Actor): Promise<number>;
}

/** What the header says beside the reader's name: asked once a page, and never for those who are not signed in. */
@Injectable()
export class Unread implements NestInterceptor {
  private source: UnreadSource | undefined;

  use(source: UnreadSource): void {
    this.source = source;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<PageRequest>();
    const { actor } = request;
    if (!actor || !this.source || forMachines(request.url)) return next.handle();
    return from(this.source.unread(actor)).pipe(
      switchMap((count) => {
        request.unread = count;
        return next.handle();
      }),
    );
  }
}
