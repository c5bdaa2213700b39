import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { nobody, refuse, type Refusal, Refused } from '#kernel';
import { check, Once } from '#platform';
import { answers, type FlatBody, keyOf, nested } from './form-body.js';
import { type FormState, openForm, refusedForm, SENTENCE_OF, type SentenceOf } from './form-state.js';
import { languageOf, localized, type PageReply, type PageRequest } from './page-context.js';

/** One form: what it takes, what it does, where that leads, and how it is shown again when refused. */
export interface FormDoor<Input extends object> {
  readonly input: new () => Input;
  /** The answers when they do not stand in the request's body as they are (uploads). */
  readonly body?: FlatBody;
  /** Does it and says where to go. */
  readonly act: (input: Input) => Promise<string>;
  /** Shows the same page with every answer kept. */
  readonly again: (form: FormState) => Promise<void> | void;
}

@Injectable()
export class Forms {
  constructor(
    private readonly once: Once,
    @Inject(SENTENCE_OF) private readonly sentence: SentenceOf,
  ) {}

  /** A form not yet answered; `values` fills it from a draft. */
  open(values?: FlatBody): FormState {
    return openForm(values);
  }

  /** Post, 303, get. Sent twice with one key it is done once; refused, it comes back filled in. */
  async handle<Input extends object>(request: PageRequest, reply: PageReply, door: FormDoor<Input>): Promise<void> {
    const values = door.body ?? answers(request.body);
    try {
      const path = await this.run(request, values, door);
      await reply
        .status(303)
        .header('location', localized(languageOf(request), inside(path)))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.kind === 'unauthenticated') throw caught;
      await door.again(refusedForm(spoken(caught.refusal), values, this.sentence, languageOf(request)));
    }
  }

  private async run<Input extends object>(request: PageRequest, values: FlatBody, door: FormDoor<Input>): Promise<string> {
    const input = check(door.input, nested(values));
    const sending = {
      principal: request.actor?.personId ?? nobody,
      route: `${request.method} ${request.url.split('?', 1)[0]}`,
      key: keyOf(request.body) ?? randomUUID(),
      input: values,
    };
    const answer = await this.once.run(sending, async () => ({
      status: 303,
      body: { path: await door.act(input) },
    }));
    return (answer.body as { path: string }).path;
  }
}

/** Only addresses of this portal: never another host by way of a form. */
function inside(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** A form's reader knows no keys: going back, changing an answer and sending again is an act of its own. */
function spoken(refusal: Refusal): Refusal {
  return refusal.code === 'idempotency.other-input' ? refuse('conflict', 'form.sent-already') : refusal;
}
