/** What may be told about a stored file to whoever may fetch it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly public: boolean;
  readonly createdAt: Date;
}

/** A file ready to be sent. */
export interface Download {
  readonly file: StoredFile;
  readonly bytes: Buffer;
}

/** Header values under which any stored file leaves: saved under its own name, never shown inside a page of ours. */
export function downloadHeaders({
  name,
  mediaType,
  public: open,
  sha256,
}: Omit<StoredFile, 'id' | 'createdAt' | 'size'>): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': open ? 'public, max-age=31536000, immutable' : 'private, no-store',
    etag: `"${sha256}"`,
    'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  };
}

const asciiName = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** Under these a PDF made for one reader leaves. */
export function printHeaders({ name, sha256 }: { readonly name: string; readonly sha256: string }): Record<string, string> {
  return downloadHeaders({ name, sha256, mediaType: 'application/pdf', public: false });
}
