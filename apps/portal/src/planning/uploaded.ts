import { maxPlanBytes } from '#planning';
import type { PageRequest } from '../kit/index.js';

/** A form with a file: its bytes; the other answers become the request's body, as with every form. */
export async function uploaded(request: PageRequest): Promise<{ bytes: Buffer; name: string }> {
  const answers: Record<string, string> = {};
  const file = { bytes: Buffer.alloc(0), name: '' };
  if (request.isMultipart())
    for await (const part of request.parts({ limits: { fileSize: maxPlanBytes + 1, files: 1 } }))
      if (part.type === 'file') Object.assign(file, { bytes: await all(part.file), name: part.filename });
      else answers[part.fieldname] = String(part.value);
  request.body = answers;
  return file;
}

/** Read by hand: a file that is too large is cut one byte past the limit, and refused by the room with its own sentence. */
async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
