import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openToAll } from '../src/public.decorator.js';

/** A route of the house. */
export interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly open: boolean;
}

/** Every route of the application, from what its controllers say of themselves. */
export function doorsOf(app: NestFastifyApplication): Door[] {
  const reflector = new Reflector();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type<object>),
  );
  return [...new Set(controllers)].flatMap((controller) =>
    handlersOf(controller).flatMap((handler) => {
      const open = reflector.getAllAndOverride<boolean>(openToAll, [handler, controller]) ?? false;
      const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod] as Door['method'];
      return pathsOf(controller).flatMap((base) => pathsOf(handler).map((path) => ({ method, path: joined(base, path), open })));
    }),
  );
}

function handlersOf(controller: Type<object>): (() => unknown)[] {
  return Object.getOwnPropertyNames(controller.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => (controller.prototype as Record<string, () => unknown>)[name]!)
    .filter((handler) => Reflect.hasMetadata('path', handler));
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata('path', target) as string | string[]].flat();
const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
