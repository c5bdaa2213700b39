import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { sentence } from '#platform';
import { Signer, type Verdict, Verification } from '#documents';
import { type ReceiptCheck, ReceiptChecks } from '#bidding';
import { readForm } from '../../../api/src/documents/upload.js';
import { Public } from '../../../api/src/public.decorator.js';
import { type FormState, Forms, languageOf, type PageReply, type PageRequest, refusedForm, type Said, Views } from '../kit/index.js';

/** Anybody has a receipt, a paper or a digest checked. Nothing that is sent here is kept. */
@Controller('verify')
@Public()
export class VerifyPages {
  constructor(
    private readonly verification: Verification,
    private readonly receipts: ReceiptChecks,
    private readonly signer: Signer,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { r, digest, number } = request.query as { r?: unknown; digest?: unknown; number?: unknown };
    if (typeof number === 'string' && number) return this.byNumber(request, reply, number);
    const verdict =
      typeof r === 'string' && r
        ? await this.verification.ofLink(r)
        : typeof digest === 'string' && digest
          ? await this.verification.ofText(digest)
          : null;
    this.show(request, reply, this.forms.open(), verdict);
  }

  @Post()
  @HttpCode(200)
  async check(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    let text = '';
    try {
      const { file, fields } = await readForm(request);
      text = fields.text ?? '';
      if (!file && !text.trim()) throw new Refused(refuse('invalid', 'verify.nothing', {}, [{ field: 'text', code: 'verify.nothing' }]));
      const number = numberIn(text);
      if (!file && number) return await this.byNumber(request, reply, number);
      const verdict = file ? await this.verification.ofFile(file.bytes) : await this.verification.ofText(text.slice(0, 65_536));
      this.show(request, reply, this.forms.open({ text }), verdict);
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      this.show(request, reply, refusedForm(caught.refusal, { text }, sentence, languageOf(request)), null);
    }
  }

  private async byNumber(request: PageRequest, reply: PageReply, number: string): Promise<void> {
    const result = checkedNumber(await this.receipts.byNumber(request.actor, number.trim().toUpperCase()));
    this.page(request, reply, this.forms.open({ text: number }), result, { key: 'documents.verify.number' });
  }

  private show(request: PageRequest, reply: PageReply, form: FormState, verdict: Verdict | null): void {
    this.page(request, reply, form, verdict && resultOf(verdict), {
      key: verdict ? `documents.verify.${verdict.verdict}` : 'documents.verify',
    });
  }

  private page(request: PageRequest, reply: PageReply, form: FormState, result: object | null, title: Said): void {
    const data = { form, result, keyId: this.signer.keyId, publicKey: this.signer.publicKeyPem };
    this.views.page(request, reply, 'documents/verify', data, { title });
  }
}

/** The number of a receipt, alone in what was pasted. */
const numberIn = (text: string): string | undefined => /^\s*(R-\d{8}-[0-9A-Za-z]{6}-[0-9A-Za-z])\s*$/i.exec(text)?.[1];

/** What a number alone tells: to its owner at any time, to others once the box is open. */
function checkedNumber({ number, wellFormed, known, inBox, digest, root }: ReceiptCheck): object {
  const is = !wellFormed ? 'malformed' : known === null ? 'unsaid' : inBox ? 'inBox' : 'notInBox';
  const facts = [
    { label: { key: 'documents.line.number' }, value: number },
    ...(digest ? [{ label: { key: 'documents.line.envelope' }, value: digest }] : []),
    ...(root ? [{ label: { key: 'documents.line.root' }, value: root }] : []),
  ];
  return {
    is: is === 'inBox' ? 'genuine' : is === 'malformed' ? 'altered' : 'unknown',
    headline: { key: `documents.number.${is}` },
    text: { key: `documents.number.${is}.text` },
    facts,
    checks: [
      { light: wellFormed ? 'green' : 'red', text: { key: `documents.checked.form.${wellFormed ? 'ok' : 'failed'}` } },
      ...(known ? [{ light: inBox ? 'green' : 'grey', text: { key: `documents.checked.box.${inBox ? 'ok' : 'gone'}` } }] : []),
      ...(root ? [{ light: 'green', text: { key: 'documents.checked.root.ok' } }] : []),
    ],
  };
}

/** What was checked of a receipt's paper, in words. */
const checksOf = (is: string): object[] => [
  { light: is === 'unknown' ? 'grey' : 'green', text: { key: `documents.checked.key.${is === 'unknown' ? 'failed' : 'ok'}` } },
  ...(is === 'unknown'
    ? []
    : [{ light: is === 'genuine' ? 'green' : 'red', text: { key: `documents.checked.signature.${is === 'genuine' ? 'ok' : 'failed'}` } }]),
];

/** What the page says: a headline, a sentence, and what we know, line by line. */
function resultOf(verdict: Verdict): object {
  const { verdict: is, what } = verdict;
  const facts = is === 'genuine' && what === 'receipt' ? linesOf(verdict.statement) : [];
  return {
    is,
    headline: { key: `documents.verify.${is}` },
    text: { key: `documents.verify.${is}.${what}` },
    facts,
    found: is === 'genuine' && what !== 'receipt' ? verdict : null,
    checks: what === 'receipt' ? checksOf(is) : [],
  };
}

const known = [
  'number',
  'procedure',
  'title',
  'kind',
  'version',
  'receivedAt',
  'closesAt',
  'act',
  'triedAt',
  'closedAt',
  'by',
  'digest',
  'result',
  'sealedAt',
  'openedAt',
  'root',
] as const;

/** The lines of a receipt or record that people know how to read; the rest stands in their file. */
function linesOf(statement: Readonly<Record<string, unknown>>): { label: Said; value: Said }[] {
  const shown = known.filter((name) => statement[name] !== undefined && statement[name] !== null);
  const envelope = statement.envelope as { sha256?: unknown } | null | undefined;
  return [
    ...shown.map((name) => ({
      label: { key: `documents.line.${name}` },
      value: valueOf(name, statement[name]),
    })),
    ...(typeof envelope?.sha256 === 'string' ? [{ label: { key: 'documents.line.envelope' }, value: envelope.sha256 }] : []),
    ...(Array.isArray(statement.tries) ? (statement.tries as Readonly<Record<string, unknown>>[]).map(lineOfTry) : []),
  ];
}

/** One of the tries that came too late, in the log of all. */
const lineOfTry = (tried: Readonly<Record<string, unknown>>, place: number): { label: Said; value: Said } => ({
  label: { key: 'documents.line.try', facts: { place: place + 1 } },
  value: {
    key: `documents.try.${tried.act === 'withdraw' ? 'withdraw' : 'submit'}`,
    facts: { at: plainTime(String(tried.triedAt)), digest: typeof tried.digest === 'string' ? tried.digest : '—' },
  },
});

function valueOf(name: (typeof known)[number], value: unknown): Said {
  const text = String(value);
  const coded = ['submitted', 'replaced', 'withdrawn', 'opened', 'too-few', 'submit', 'withdraw'].includes(text);
  if ((name === 'kind' || name === 'result' || name === 'act') && coded) return { key: `documents.word.${text}` };
  if (name.endsWith('At') && !Number.isNaN(Date.parse(text))) return { key: 'documents.moment', facts: { at: plainTime(text) } };
  return text;
}

const plainTime = (text: string): string => text.replace('T', ' ').replace('+08:00', '');
