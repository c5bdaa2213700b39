import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { sentence } from '#platform';
import { Signer, type Verdict, Verification } from '#documents';
import { readForm } from '../../../api/src/documents/upload.js';
import { Public } from '../../../api/src/public.decorator.js';
import { type FormState, Forms, languageOf, type PageReply, type PageRequest, refusedForm, type Said, Views } from '../kit/index.js';

/** Anybody has a receipt, a paper or a digest checked. Nothing that is sent here is kept. */
@Controller('verify')
@Public()
export class VerifyPages {
  constructor(
    private readonly verification: Verification,
    private readonly signer: Signer,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { r, digest } = request.query as { r?: unknown; digest?: unknown };
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
      const verdict = file ? await this.verification.ofFile(file.bytes) : await this.verification.ofText(text.slice(0, 65_536));
      this.show(request, reply, this.forms.open({ text }), verdict);
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      this.show(request, reply, refusedForm(caught.refusal, { text }, sentence, languageOf(request)), null);
    }
  }

  private show(request: PageRequest, reply: PageReply, form: FormState, verdict: Verdict | null): void {
    const data = {
      form,
      result: verdict && resultOf(verdict),
      keyId: this.signer.keyId,
      publicKey: this.signer.publicKeyPem,
    };
    const title: Said = { key: verdict ? `documents.verify.${verdict.verdict}` : 'documents.verify' };
    this.views.page(request, reply, 'documents/verify', data, { title });
  }
}

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
  ];
}

function valueOf(name: (typeof known)[number], value: unknown): Said {
  const text = String(value);
  const coded = ['submitted', 'replaced', 'withdrawn', 'opened', 'too-few'].includes(text);
  if ((name === 'kind' || name === 'result') && coded) return { key: `documents.word.${text}` };
  if (name.endsWith('At') && !Number.isNaN(Date.parse(text)))
    return { key: 'documents.moment', facts: { at: text.replace('T', ' ').replace('+08:00', '') } };
  return text;
}
