import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Logger } from '@nestjs/common';
import { refuse, Refused, type Refusal } from '#kernel';
import { statusOf } from '#platform';
import { SENTENCE_OF, type SentenceOf } from './form-state.js';
import { languageOf, localized, type PageReply, type PageRequest } from './page-context.js';
import { Views } from './views.js';

/** Turns every "no" of a page into the page for it, and every fault into words without its inside. */
@Catch()
export class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger('portal');

  constructor(
    private readonly views: Views,
    @Inject(SENTENCE_OF) private readonly sentence: SentenceOf,
  ) {}

  catch(caught: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<PageRequest>(), http.getResponse<PageReply>()];
    if (reply.sent) return;
    const refusal = caught instanceof Refused ? caught.refusal : asRefusal(caught, request.method !== 'GET');
    if (!refusal) this.fault(caught, request, reply);
    else if (refusal.kind === 'unauthenticated') toSignIn(request, reply);
    else this.refused(refusal, request, reply);
  }

  private refused(refusal: Refusal, request: PageRequest, reply: PageReply): void {
    const status = statusOf(refusal.kind);
    const reason = this.sentence(refusal.code, refusal.facts, languageOf(request));
    const data = { status, reason, absent: status === 404, code: refusal.code, id: request.id };
    this.views.page(request, reply, 'kit/error', data, { status, title: { key: `error.${status}` } });
  }

  private fault(caught: unknown, request: PageRequest, reply: PageReply): void {
    this.logger.error({ requestId: request.id, path: request.url }, caught instanceof Error ? caught.stack : String(caught));
    const data = {
      status: 500,
      reason: this.sentence('server-fault', { requestId: request.id }, languageOf(request)),
      id: request.id,
    };
    this.views.page(request, reply, 'kit/error', data, { status: 500, title: { key: 'error.500' } });
  }
}

/** Nest's own complaints: an address or id that cannot be, a body that cannot be read. */
function asRefusal(caught: unknown, unreadable: boolean): Refusal | undefined {
  const status = caught instanceof HttpException ? caught.getStatus() : (caught as { statusCode?: number } | null)?.statusCode;
  if (status === 404) return refuse('absent', 'absent');
  if (status === 400) return unreadable ? refuse('invalid', 'input.unknown-value') : refuse('absent', 'absent');
  if (status === 401) return refuse('unauthenticated', 'unauthenticated');
  if (status === 403) return refuse('forbidden', 'forbidden');
  if (status === 413) return refuse('invalid', 'input.too-large');
  if (status === 415) return refuse('invalid', 'input.media-type');
  if (status === 429) return refuse('too-many', 'too-many', { seconds: 60 });
  return undefined;
}

/** After signing in the reader comes back to the page; a form that was sent is opened again where it stood. */
function toSignIn(request: PageRequest, reply: PageReply): void {
  const next = new URLSearchParams({ next: request.url });
  void reply
    .status(303)
    .header('location', localized(languageOf(request), `/sign-in?${next.toString()}`))
    .send();
}
