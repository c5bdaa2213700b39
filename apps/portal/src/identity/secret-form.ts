import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '#kernel';
import { check } from '#platform';
import {
  answers,
  type FormDoor,
  languageOf,
  localized,
  nested,
  type PageReply,
  type PageRequest,
  refusedForm,
  SENTENCE_OF,
  type SentenceOf,
} from '../kit/index.js';

/** Addresses of this portal only: nobody is led away by a link. */
export const inside = (path: unknown): string | undefined =>
  typeof path === 'string' && /^\/(?![/\\])[^\r\n]*$/.test(path) ? path : undefined;

/**
 * Forms with a password or code in them. They stand outside the memory for repeated forms on purpose: it would keep a
 * quick digest of the password, and a wrong try, which must stay counted, would be rolled back with the refusal.
 */
@Injectable()
export class SecretForms {
  constructor(@Inject(SENTENCE_OF) private readonly sentence: SentenceOf) {}

  async handle<Input extends object>(request: PageRequest, reply: PageReply, door: FormDoor<Input>): Promise<void> {
    const values = door.body ?? answers(request.body);
    try {
      const path = await door.act(check(door.input, nested(values)));
      await reply
        .status(303)
        .header('location', localized(languageOf(request), inside(path) ?? '/'))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      await this.again(request, caught, door.again);
    }
  }

  /** Shows the form again with the refusal; every answer but the secret ones is kept. */
  again(request: PageRequest, refused: Refused, again: FormDoor<object>['again']): void | Promise<void> {
    const values = Object.fromEntries(Object.entries(answers(request.body)).filter(([name]) => !secret.includes(name)));
    return again(refusedForm(refused.refusal, values, this.sentence, languageOf(request)));
  }
}

const secret = ['password', 'current', 'totp', 'code'];
