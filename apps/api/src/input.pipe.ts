import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { check } from '#platform';

/** Checks bodies and queries that are typed by an input class; everything else passes as it came. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    const plain = !metatype || [Object, String, Number, Boolean, Array].includes(metatype as never);
    if (plain || (type !== 'body' && type !== 'query')) return value;
    return check(metatype as new () => object, value);
  }
}
