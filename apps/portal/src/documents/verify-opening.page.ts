import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { sentence } from '#platform';
import { Signer } from '#documents';
import { checkSaid, type OpeningReport, verifyOpening } from '#sealing';
import { readForm } from '../../../api/src/documents/upload.js';
import { Public } from '../../../api/src/public.decorator.js';
import { type FormState, Forms, languageOf, type PageReply, type PageRequest, refusedForm, scriptData, Views } from '../kit/index.js';
import { openingCommands } from './opening-commands.js';
import { verifyMessages } from './verify.messages.js';

/** Opening an opening again: in the reader's own browser, by us for those without scripts, or with three common programs. */
@Controller('verify/opening')
@Public()
export class VerifyOpeningPages {
  constructor(
    private readonly signer: Signer,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show(request, reply, this.forms.open(), null);
  }

  @Post()
  @HttpCode(200)
  async check(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    try {
      const { file } = await readForm(request);
      if (!file) throw new Refused(refuse('invalid', 'file.none', {}, [{ field: 'file', code: 'file.none' }]));
      await this.show(request, reply, this.forms.open(), await this.verified(file.bytes));
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      await this.show(request, reply, refusedForm(caught.refusal, {}, sentence, languageOf(request)), null);
    }
  }

  /** Only the platform's own keys, present and former, are trusted: whoever forges a package puts a key of their own in. */
  private async verified(bytes: Buffer): Promise<OpeningReport> {
    const zip = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return verifyOpening(zip, { platformKeys: await this.keys() });
  }

  private async keys(): Promise<string[]> {
    return (await this.signer.keys()).map(({ publicKey }) => publicKey);
  }

  private async show(request: PageRequest, reply: PageReply, form: FormState, report: OpeningReport | null): Promise<void> {
    const lang = languageOf(request);
    const data = {
      form,
      script: scriptData(request, verifyMessages, 'documents.js.', { keys: await this.keys() }),
      commands: openingCommands.map((command, at) => ({ command, text: { key: `documents.step.${at + 1}` } })),
      report: report && {
        headline: { key: `documents.js.conclusion.${report.conclusion}`, facts: { number: report.record?.number ?? '' } },
        checks: report.checks.map((check) => ({ result: check.result, said: checkSaid(check, lang) })),
      },
    };
    this.views.page(request, reply, 'documents/verify-opening', data, {
      title: { key: 'documents.verifyOpening' },
      back: { href: '/verify', title: { key: 'documents.verify' } },
      scripts: ['verify'],
    });
  }
}
