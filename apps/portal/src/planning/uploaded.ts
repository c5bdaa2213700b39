import { maxPlanBytes } from '#planning';
import type { PageRequest } from '../kit/index.js';

/** A form with a file: its bytes; the other answers become the request's body, as with every form. */
export async function uploaded(request: PageRequest): Promise<{ bytes: Buffer; name: string }> {
  const answers: Record<string, string> = {};
  const file = { bytes: Buffer.alloc(0), name: '' };
  if (request.isMultipart())
    for await (const part of request.parts({ limits: { files: 1 } }))
      if (part.type === 'file') Object.assign(file, { bytes: await all(part.file), name: part.filename });
      else answers[part.fieldname] = String(part.value);
  request.body = answers;
  return file;
}

/** What is past the limit is let go by, so that the room can refuse the file in its own words. */
async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    if (size <= maxPlanBytes) parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts);
}
