import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Config } from '#platform';
import { version } from './version.js';

/** OpenAPI 3.1, made from the controllers, at `/api/v1/openapi.json`. */
export function describeApi(app: NestFastifyApplication): void {
  let made: OpenAPIObject | undefined;
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Qiyue 契约')
    .setDescription(
      'Local governments buy services from social organizations in the open. Errors are application/problem+json (RFC 9457). ' +
        'Every unsafe call needs an Idempotency-Key header. Amounts are strings of yuan with two decimals.',
    )
    .setVersion(version)
    .addServer(app.get(Config).publicUrl)
    .addBearerAuth()
    .build();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/v1/openapi.json', (_request, reply) => {
      made ??= onlyApi(SwaggerModule.createDocument(app, about));
      void reply.header('cache-control', 'public, max-age=300').send(made);
    });
}

/** Pages are controllers too; the description is of the API. */
function onlyApi(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).filter(([path]) => /^\/(api|ocds|healthz|readyz|version)/.test(path));
  return { ...document, paths: Object.fromEntries(paths) };
}
