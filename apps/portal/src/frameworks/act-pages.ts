import { Injectable } from '@nestjs/common';
import { absent, type Actor, confirmedWithin, ensure, refuse } from '#kernel';
import { Database } from '#platform';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, type Said, Views } from '../kit/index.js';
import type { ActDoor, ActDoors } from './act-form.js';

/** One act on one thing, as a page shows it. */
export interface ActHere<Thing> {
  readonly thing: Thing;
  /** The thing's own page. */
  readonly base: string;
  readonly title: Said;
  readonly act: string;
  readonly doors: ActDoors<string, Thing>;
  /** Words of acts on this kind of thing begin with it. */
  readonly words: string;
  readonly rows: readonly { readonly label: Said; readonly value: Said }[];
}

/** The page of an act: what it will do, the questions, one button. */
@Injectable()
export class ActPages {
  constructor(
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  ask<Thing>(request: PageRequest, reply: PageReply, here: ActHere<Thing>): Promise<void> {
    return this.show(request, reply, here, this.forms.open());
  }

  send<Thing>(request: PageRequest, reply: PageReply, here: ActHere<Thing>): Promise<void> {
    const actor = actorOf(request);
    const door = doorOf(here);
    return this.forms.handle(request, reply, {
      input: door.input,
      act: async (input) => (await door.run(actor, here.thing, input as never)) ?? `${here.base}?done=framework`,
      again: (form) => this.show(request, reply, here, form),
    });
  }

  private async show<Thing>(request: PageRequest, reply: PageReply, here: ActHere<Thing>, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const door = doorOf(here);
    if (!form.refusal) ensure(mayNow(door, actor, here.thing) ? undefined : refuse('conflict', 'framework.act-not-now'));
    const confirmed = !door.fresh || confirmedWithin(actor, await this.database.now());
    const url = `${here.base}/${here.act}`;
    const data = {
      form,
      base: here.base,
      here: url,
      wording: `${here.words}.${here.act}`,
      rows: here.rows,
      fields: (await door.fields?.(here.thing, actor)) ?? [],
      grave: door.grave ?? false,
      confirm: confirmed ? null : `/confirm?next=${encodeURIComponent(url)}`,
    };
    this.views.page(request, reply, 'frameworks/act', data, {
      title: { key: `${here.words}.${here.act}` },
      back: { href: here.base, title: here.title },
    });
  }
}

const mayNow = <Thing>(door: ActDoor<Thing>, actor: Actor, thing: Thing): boolean => door.open(actor, thing);

function doorOf<Thing>({ doors, act }: ActHere<Thing>): ActDoor<Thing> {
  const door = Object.hasOwn(doors, act) ? doors[act] : undefined;
  if (!door) throw absent('page');
  return door;
}
