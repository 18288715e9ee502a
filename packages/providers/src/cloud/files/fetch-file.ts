import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'
import { pathOf } from './file-name.ts'
import type { FileStore } from './file-store.ts'
import { readParquetFooter } from './parquet-footer.ts'
import { extractZip } from './zip.ts'

/** What became of a file: it is here whole, the store has none of that name, or what came is not what its name says. */
export type Fetched =
  | { readonly kind: 'whole' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly how: string; readonly cause?: unknown }

/**
 * Fetches a file to `path` and unpacks it (gzip, zip of one file) on the way, so that what is loaded afterwards is known
 * to be whole. Throws `provider_unavailable` when it is not as long as the store, or the `bytes` of a manifest, say.
 */
export async function fetchFile(
  store: FileStore,
  key: string,
  path: string,
  signal: AbortSignal,
  bytes?: number | null,
): Promise<Fetched> {
  const object = await store.open(key, signal)
  if (!object) return { kind: 'missing' }
  try {
    await unpack(key, { body: object.body, length: bytes ?? object.length }, path, signal)
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    if (cause instanceof AppError) throw cause
    return { kind: 'damaged', how: 'it is cut off or damaged', cause }
  }
  return path.endsWith('.parquet') && !(await readParquetFooter(path))
    ? { kind: 'damaged', how: 'it is not a complete Parquet file' }
    : { kind: 'whole' }
}

async function unpack(
  key: string,
  object: { readonly body: AsyncIterable<Uint8Array>; readonly length: number },
  path: string,
  signal: AbortSignal,
): Promise<void> {
  let received = 0
  async function* counted() {
    for await (const chunk of object.body) {
      received += chunk.byteLength
      yield chunk
    }
  }
  const name = pathOf(key)
  if (name.endsWith('.gz')) await pipeline(counted, createGunzip(), createWriteStream(path), { signal })
  else if (name.endsWith('.zip')) {
    await pipeline(counted, createWriteStream(`${path}.zip`), { signal })
    await extractZip(`${path}.zip`, path, signal)
  } else await pipeline(counted, createWriteStream(path), { signal })
  if (object.length >= 0 && received !== object.length) {
    throw new AppError(
      'provider_unavailable',
      `"${key}" has ${received} of the ${object.length} bytes it should have; it may be being written anew. The run will try again.`,
    )
  }
}
