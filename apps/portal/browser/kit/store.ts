/** What this browser keeps between visits: keys, text not yet saved, uploads not yet finished. */
export type Shelf = 'keys' | 'unsent' | 'uploads';

const shelves: readonly Shelf[] = ['keys', 'unsent', 'uploads'];
let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('qiyue', 1);
    request.onupgradeneeded = () => {
      for (const shelf of shelves) if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage is closed'));
  });
  return opening;
}

async function run<Value>(shelf: Shelf, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const store = (await open()).transaction(shelf, mode).objectStore(shelf);
  const request = act(store);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage is closed'));
  });
}

/** A browser that keeps nothing (private windows) works for one visit; nothing here may stop the writing. */
export async function kept<Value>(shelf: Shelf, key: string): Promise<Value | undefined> {
  return run<Value | undefined>(shelf, 'readonly', (store) => store.get(key) as IDBRequest<Value | undefined>).catch(() => undefined);
}

/** Answers whether it is kept. */
export async function keep(shelf: Shelf, key: string, value: unknown): Promise<boolean> {
  return run(shelf, 'readwrite', (store) => store.put(value, key)).then(
    () => true,
    () => false,
  );
}

export async function forget(shelf: Shelf, key: string): Promise<void> {
  await run(shelf, 'readwrite', (store) => store.delete(key)).catch(() => undefined);
}

/** All keys of a shelf that begin so. */
export async function keysOf(shelf: Shelf, prefix: string): Promise<string[]> {
  const keys = await run(shelf, 'readonly', (store) => store.getAllKeys()).catch(() => []);
  return keys.map(String).filter((key) => key.startsWith(prefix));
}
