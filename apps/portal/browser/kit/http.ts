/** What became of a request; nothing is thrown for what may well happen. */
export type Answer<Value> =
  | { readonly is: 'done'; readonly value: Value; readonly headers: Headers }
  | {
      readonly is: 'refused';
      readonly status: number;
      readonly code: string;
      readonly text: string;
      readonly facts: Record<string, unknown>;
    }
  | { readonly is: 'signed-out' }
  | { readonly is: 'cut' };

interface Sending {
  readonly body?: Uint8Array | Blob | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks for JSON. */
export const call = <Value>(method: string, path: string, sending: Sending = {}): Promise<Answer<Value>> =>
  ask(method, path, sending, async (response) => (response.status === 204 ? undefined : await response.json()) as Value);

/** Asks for bytes. */
export const fetchBytes = (path: string, signal?: AbortSignal): Promise<Answer<Uint8Array>> =>
  ask('GET', path, { signal }, async (response) => new Uint8Array(await response.arrayBuffer()));

async function ask<Value>(
  method: string,
  path: string,
  { body, headers, signal }: Sending,
  read: (response: Response) => Promise<Value>,
): Promise<Answer<Value>> {
  const plain = body instanceof Uint8Array || body instanceof Blob;
  const type: Record<string, string> =
    body === undefined ? {} : { 'content-type': plain ? 'application/octet-stream' : 'application/json' };
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...type, ...headers },
      body: body === undefined ? undefined : plain ? (body as BodyInit) : JSON.stringify(body),
      redirect: 'manual',
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    noteTime(response);
    if (response.type === 'opaqueredirect' || response.status === 401) return { is: 'signed-out' };
    if (response.ok) return { is: 'done', value: await read(response), headers: response.headers };
    if (response.status >= 500 && response.status !== 501) return { is: 'cut' };
    const { code = '', text = '', facts = {} } = (await response.json().catch(() => ({}))) as Record<string, never>;
    return { is: 'refused', status: response.status, code, text, facts };
  } catch {
    return { is: 'cut' };
  }
}

let ahead = 0;

/** The server's clock is the only clock: its `Date` header corrects this computer's. */
function noteTime(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) ahead = date - Date.now();
}

export const serverNow = (): Date => new Date(Date.now() + ahead);
export const setServerNow = (now: Date): void => {
  ahead = now.getTime() - Date.now();
};

/** A key by which the server knows a request sent twice. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
