/** Gives the reader a file that this page made. */
export function download(name: string, content: BlobPart, mediaType = 'application/octet-stream'): void {
  const href = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** A name that every file system takes. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80);
