import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config, Database, Readers } from '#platform';
import { Public } from './public.decorator.js';
import { version } from './version.js';

/** For load balancers and people on duty: alive, ready to take work, which version. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly readers: Readers,
    private readonly config: Config,
  ) {}

  @Public()
  @Get('healthz')
  @Header('cache-control', 'no-store')
  alive(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready when the database answers and no reader of the journal is stuck. */
  @Public()
  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks: Record<string, string> = {};
    try {
      await this.database.now();
      checks.database = 'ok';
      for (const { name, failure } of await this.readers.states()) if (failure) checks[`reader ${name}`] = 'stopped';
    } catch {
      checks.database = 'unreachable';
    }
    const fit = Object.values(checks).every((check) => check === 'ok');
    await reply
      .status(fit ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: fit ? 'ready' : 'not ready', checks });
  }

  @Public()
  @Get('version')
  @Header('cache-control', 'no-store')
  version(): { name: string; version: string; mode: string; acceleration: number } {
    return { name: 'qiyue', version, mode: this.config.mode, acceleration: this.config.acceleration };
  }
}
