import { refuse, Refused } from '#kernel';
import type { PageRequest } from '../kit/index.js';

export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Part {
  readonly type: 'file' | 'field';
  readonly fieldname: string;
  readonly filename?: string;
  readonly value?: unknown;
  toBuffer(): Promise<Buffer>;
}

/** A form that brings files: its answers by name, and the files that were chosen. Refuses `input.media-type`. */
export async function uploadsOf(request: PageRequest): Promise<{ fields: Record<string, string | string[]>; files: Upload[] }> {
  if (!request.isMultipart()) throw new Refused(refuse('invalid', 'input.media-type'));
  const fields: Record<string, string | string[]> = {};
  const files: Upload[] = [];
  const parts = (request as unknown as { parts(): AsyncIterable<Part> }).parts();
  for await (const part of parts) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.filename && bytes.length) files.push({ name: part.filename, bytes });
    } else {
      const known = fields[part.fieldname];
      const value = String(part.value);
      fields[part.fieldname] = known === undefined ? value : [known, value].flat();
    }
  }
  return { fields, files };
}
