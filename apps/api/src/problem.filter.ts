import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse, Refused } from '#kernel';
import { Config, type Language, type Log, makeLog, sentence, statusOf, toJson } from '#platform';

/** RFC 9457: every "no" of the API as application/problem+json, in the caller's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { pointer: string; code: string; message: string; messageEn: string }[];
}

/** What kind of "no" it is, the same at every occurrence (RFC 9457 §3.1.3). */
const titles: Readonly<Record<Refusal['kind'] | 'fault', Readonly<Record<Language, string>>>> = {
  invalid: { zh: '内容需要更正', en: 'The input needs attention' },
  unauthenticated: { zh: '需要登录', en: 'Sign in first' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  absent: { zh: '没有找到', en: 'Not found' },
  conflict: { zh: '现在不能这样做', en: 'Not possible as things stand' },
  gone: { zh: '已经结束', en: 'No longer there' },
  stale: { zh: '内容已被改动', en: 'Changed in the meantime' },
  'too-many': { zh: '尝试过多', en: 'Too many tries' },
  fault: { zh: '系统故障', en: 'Server fault' },
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Log;

  constructor(private readonly config: Config) {
    this.log = makeLog(config.logLevel);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const refusal = refusalOf(error, request.id);
    if (refusal.code === 'server-fault') this.log.error({ requestId: request.id, err: error }, 'server fault');
    const status = statusFor(refusal, error);
    const problem = this.problem(refusal, status, request);
    if (status === 429 || status === 503) void reply.header('retry-after', String(refusal.facts.seconds ?? 5));
    void reply
      .status(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', languageOf(request) === 'en' ? 'en' : 'zh-CN')
      .header('cache-control', 'no-store')
      .send(toJson(problem));
  }

  private problem(refusal: Refusal, status: number, request: FastifyRequest): Problem {
    const language = languageOf(request);
    return {
      type: `${this.config.publicUrl}/problems/${refusal.code}`,
      title: titles[refusal.code === 'server-fault' ? 'fault' : refusal.kind][language],
      status,
      code: refusal.code,
      detail: sentence(refusal.code, refusal.facts, language),
      instance: request.url.split('?')[0]!,
      requestId: request.id,
      facts: refusal.facts,
      ...(refusal.fields.length && {
        errors: refusal.fields.map(({ field, code, facts = {} }) => ({
          pointer: `/${field.replaceAll('.', '/')}`,
          code,
          message: sentence(code, facts, 'zh'),
          messageEn: sentence(code, facts, 'en'),
        })),
      }),
    };
  }
}

/** The refusal an error stands for; what nobody foresaw is a server fault and is logged, never shown. */
export function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof Refused) return error.refusal;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status === 404) return refuse('absent', 'absent', { what: 'address' });
  if (status === 405) return refuse('conflict', 'method-not-allowed');
  if (status === 413) return refuse('invalid', 'input.too-large');
  if (status === 415) return refuse('invalid', 'input.media-type');
  if (status === 429) return refuse('too-many', 'too-many', { seconds: 60 });
  if (status !== undefined && status >= 400 && status < 500) return refuse('invalid', 'input.not-json');
  if ((error as { code?: string }).code === '22P02') return refuse('absent', 'absent', { what: 'id' });
  return refuse('conflict', 'server-fault', { requestId });
}

function statusFor(refusal: Refusal, error: unknown): number {
  if (refusal.code === 'server-fault') return 500;
  if (refusal.code === 'idempotency.missing' || refusal.code === 'input.not-json') return 400;
  const given = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  return given === 405 || given === 413 || given === 415 ? given : statusOf(refusal.kind);
}

export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'zh';
}
