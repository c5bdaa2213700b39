import { refuse, type Refusal } from '#kernel';

/** What a notice may carry: PDF, DOCX, XLSX, PNG, JPG and ZIP. */
const kinds: readonly string[] = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png',
  'image/jpeg',
  'application/zip',
];

/** Endings for the file chooser. */
export const attachmentEndings = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.zip';

/** A notice carries only kinds of files that everybody can open; the size is judged where files are kept. */
export function acceptedAttachment({ name, mediaType }: { name: string; mediaType: string }): Refusal | undefined {
  if (!kinds.includes(mediaType))
    return refuse('invalid', 'attachment.kind', { name }, [{ field: 'file', code: 'attachment.kind', facts: { name } }]);
}
