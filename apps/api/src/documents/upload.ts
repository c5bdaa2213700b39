import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { refuse, Refused } from '#kernel';
import { largestFile } from '#documents';

/** One file a form or a program sent, with the plain answers sent beside it. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
}

/** A form that may carry a file; a chooser left empty counts as none. */
export interface UploadedForm {
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  readonly fields: Readonly<Record<string, string>>;
}

type MultipartRequest = FastifyRequest & {
  isMultipart?: () => boolean;
  parts: (options?: {
    limits: { fileSize: number };
  }) => AsyncIterable<MultipartFile | { type: 'field'; fieldname: string; value: unknown }>;
};

/** Reads a multipart body with one file named `file`. Refuses `file.none`, `file.too-large`, `file.interrupted`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const { file, fields } = await readForm(request);
  if (!file) throw refused('file.none');
  return { ...file, fields };
}

/** The same for one large file, a packed bid, of at most so many bytes: while it arrives it lies on disk, not in memory. */
export async function readPacked(request: FastifyRequest, bytes: number): Promise<Upload> {
  const { file, fields } = await readForm(request, bytes);
  if (!file) throw refused('file.none');
  return { ...file, fields };
}

/** Reads a multipart body whose file may be missing. `largest` in bytes, when it may be larger than others. */
export async function readForm(request: FastifyRequest, largest?: number): Promise<UploadedForm> {
  const multipart = request as MultipartRequest;
  if (!multipart.isMultipart?.()) throw refused('file.none');
  const fields: Record<string, string> = {};
  let file: UploadedForm['file'] = null;
  let name = '';
  try {
    for await (const part of multipart.parts(largest === undefined ? undefined : { limits: { fileSize: largest } })) {
      if (part.type === 'field') fields[part.fieldname] = typeof part.value === 'string' ? part.value : '';
      else {
        name = part.filename;
        const bytes = largest === undefined ? await part.toBuffer() : await spooled(part);
        if (name !== '' && !file) file = { name, bytes };
      }
    }
  } catch (error) {
    throw (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE'
      ? refused('file.too-large', { name, limit: Math.floor((largest ?? largestFile) / 1024 / 1024) })
      : refused('file.interrupted');
  }
  return { file, fields };
}

/** Waits on disk until all has arrived, however slowly; what is too large ends here. */
async function spooled({ file }: MultipartFile): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyue-upload-'));
  try {
    const path = join(folder, 'file');
    await pipeline(file, createWriteStream(path, { mode: 0o600 }));
    if (file.truncated) throw Object.assign(new Error('too large'), { code: 'FST_REQ_FILE_TOO_LARGE' });
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refused(code: string, facts: Record<string, string | number> = {}): Refused {
  return new Refused(refuse('invalid', code, facts, [{ field: 'file', code, facts }]));
}
