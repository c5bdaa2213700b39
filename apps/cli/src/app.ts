import multipart from '@fastify/multipart';
import { type ArgumentsHost, Catch, type DynamicModule, type ExceptionFilter, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Config, PlatformModule, uuidv7 } from '#platform';
import { ApiModule } from '../../api/src/api.module.js';
import { forMachines, furnishApi } from '../../api/src/furnish.js';
import { ProblemFilter } from '../../api/src/problem.filter.js';
import { furnishPortal, PageFilter, rewriteUrl, SENTENCE_OF, type SentenceOf, Views } from '../../portal/src/kit/index.js';
import { PortalModule } from '../../portal/src/portal.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';

/** All doors of the house in one application. */
@Module({})
export class House {
  static with(config: Config): DynamicModule {
    return { module: House, imports: [PlatformModule.with(config), ApiModule, PortalModule, WorkerModule] };
  }
}

/** A "no" reaches machines as a problem and people as a page. */
@Catch()
class DoorFilter implements ExceptionFilter {
  constructor(
    private readonly problems: ProblemFilter,
    private readonly pages: PageFilter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    (forMachines(url) ? this.problems : this.pages).catch(error, host);
  }
}

/** Short, rising and unlike those of other processes: one random start, then a count. */
function requestIds(): () => string {
  const start = uuidv7().slice(-12);
  let count = 0;
  return () => `${start}-${(count += 1).toString(36)}`;
}

/** The application, furnished and initialized but not yet listening. */
export async function buildApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    rewriteUrl,
    trustProxy: !config.sandbox,
    genReqId: requestIds(),
    bodyLimit: 2_000_000,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(House.with(config), adapter, {
    logger: config.logLevel === 'silent' ? false : ['error', 'warn'],
    abortOnError: false,
  });
  await app.register(multipart as never, { limits: { fileSize: 21_000_000, files: 10, fields: 200 } });
  await furnishPortal(app);
  await furnishApi(app);
  const pages = new PageFilter(app.get(Views), app.get<SentenceOf>(SENTENCE_OF));
  app.useGlobalFilters(new DoorFilter(new ProblemFilter(app.get(Config)), pages));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
