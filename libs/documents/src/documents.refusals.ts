import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const documentsRefusals: RefusalCatalogue = {
  'file.none': { zh: '选择一个文件。', en: 'Select a file.' },
  'file.empty': { zh: '所选文件“{name}”是空的。', en: 'The selected file "{name}" is empty.' },
  'file.too-large': {
    zh: '所选文件“{name}”须小于 {limit} MB。',
    en: 'The selected file "{name}" must be smaller than {limit} MB.',
  },
  'file.type': {
    zh: '所选文件“{name}”须为 PDF、DOCX、XLSX、PNG、JPG、ZIP、CSV 或 XML。',
    en: 'The selected file "{name}" must be a PDF, DOCX, XLSX, PNG, JPG, ZIP, CSV or XML.',
  },
  'file.password': {
    zh: '所选文件“{name}”有密码保护。去掉密码后重新选择。',
    en: 'The selected file "{name}" is password protected. Remove the password and select it again.',
  },
  'file.name-differs': {
    zh: '所选文件“{name}”的内容与文件名后缀不符，后缀应为 .{ending}。改名后重新选择。',
    en: 'The name of the selected file "{name}" does not fit its content; it should end in .{ending}. Rename it and select it again.',
  },
  'file.interrupted': {
    zh: '文件未传完。重新选择并上传。',
    en: 'The upload did not finish. Select the file and upload it again.',
  },
  'seal.broken': {
    zh: '密封的内容与存入时不一致，不能打开。联系平台运维并保留这一页的编号。',
    en: 'The sealed content is not what was stored and cannot be opened. Contact the operator and keep the number of this page.',
  },
  'verify.nothing': {
    zh: '粘贴回执的 JSON 或 64 位的 SHA-256 摘要，或选择一个文件。',
    en: 'Paste the JSON of a receipt or a SHA-256 digest of 64 digits, or select a file.',
  },
};
