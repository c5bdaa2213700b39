import { Refused } from '#kernel';
import { sentence, statusOf } from '#platform';
import { languageOf, type PageReply, type PageRequest } from './page-context.js';

/** Answers a page's own script: JSON, and every "no" as its code, its facts and its sentence in the reader's language. */
export async function answerScript(request: PageRequest, reply: PageReply, act: () => Promise<object>): Promise<void> {
  const personal = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  try {
    const value = await act();
    void reply.status(200).headers(personal).send(value);
  } catch (caught) {
    if (!(caught instanceof Refused)) throw caught;
    const { kind, code, facts, fields } = caught.refusal;
    const lang = languageOf(request);
    const [first] = fields;
    const text = first ? sentence(first.code, first.facts ?? {}, lang) : sentence(code, facts, lang);
    void reply.status(statusOf(kind)).headers(personal).send({ code, facts, text });
  }
}
