import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getMetadataStorage } from 'class-validator';
import { openToAll } from '../src/public.decorator.js';

/** A route of the house. */
export interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly open: boolean;
  /** Fields of what it takes in that hold an instant or a day, each by the code of its fault. */
  readonly dates: Readonly<Record<string, string>>;
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
      const dates = datesIn(controller, handler);
      return pathsOf(controller).flatMap((base) => pathsOf(handler).map((path) => ({ method, path: joined(base, path), open, dates })));
    }),
  );
}

function handlersOf(controller: Type<object>): (() => unknown)[] {
  return Object.getOwnPropertyNames(controller.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => (controller.prototype as Record<string, () => unknown>)[name]!)
    .filter((handler) => Reflect.hasMetadata('path', handler));
}

/** The body and the query of a handler, by the numbers Nest gives the places of arguments. */
const takenIn = ['3', '4'];

function datesIn(controller: Type<object>, { name }: () => unknown): Record<string, string> {
  const places = (Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as Record<string, { index: number }>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as Type<object>[];
  const inputs = Object.entries(places).filter(([place]) => takenIn.includes(place.split(':')[0]!));
  const rules = inputs.flatMap(([, { index }]) =>
    getMetadataStorage().getTargetValidationMetadatas(types[index]! as unknown as () => void, '', false, false),
  );
  const dated = rules.filter((rule) => rule.name !== undefined && rule.name in faultOf);
  return Object.fromEntries(
    dated.map((rule) => [rule.propertyName, typeof rule.message === 'string' ? rule.message : faultOf[rule.name as keyof typeof faultOf]]),
  );
}

const faultOf = { isIso8601: 'input.is-iso8601', isDateString: 'input.is-date-string' } as const;

const pathsOf = (target: object): string[] => [Reflect.getMetadata('path', target) as string | string[]].flat();
const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
