import type { FastifyRequest } from 'fastify';
import { refuse, Refused } from '#kernel';
import { maxPlanBytes } from '#planning';

/** The file in a request: the body itself (text/csv), or the first file of a form. */
export async function handedFile(request: FastifyRequest): Promise<{ bytes: Buffer; name: string }> {
  if (Buffer.isBuffer(request.body)) return { bytes: request.body, name: '' };
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: maxPlanBytes + 1 } }) : undefined;
  if (!part) throw new Refused(refuse('invalid', 'planning.file-missing', {}, [{ field: 'file', code: 'planning.file-missing' }]));
  return { bytes: await part.toBuffer(), name: part.filename };
}
