import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'
import type { BillStore } from './bill-store.ts'
import type { Manifest } from './manifest.ts'
import { readParquetFooter } from './parquet-footer.ts'
import { extractZip } from './zip.ts'

/**
 * Fetches every file the manifest names into `folder` and unpacks it there, so that what is loaded afterwards is
 * known to be whole. Returns local paths in the manifest's order. Throws when a part is missing, cut or not what its
 * name says; nothing has been written to the warehouse then.
 */
export async function downloadFiles(
  store: BillStore,
  manifest: Manifest,
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile: (done: number, all: number) => void },
): Promise<string[]> {
  const paths: string[] = []
  for (const [index, key] of manifest.files.entries()) {
    options.signal.throwIfAborted()
    const object = await store.open(key, options.signal)
    if (!object) {
      throw new AppError(
        'provider_unavailable',
        `Part ${index + 1} of ${manifest.files.length} of the AWS bill for ${manifest.period.slice(0, 7)} is missing ` +
          `("${key}" in ${store.location}). The month was left as it was; the delivery may still be in progress.`,
      )
    }
    const path = join(folder, `${manifest.period.slice(0, 7)}-${index}.${manifest.format}`)
    try {
      await unpack(key, object, path, options.signal)
    } catch (cause) {
      if (options.signal.aborted) throw options.signal.reason
      if (cause instanceof AppError) throw cause
      throw damaged(key, manifest, 'it is cut off or damaged', cause)
    }
    if (manifest.format === 'parquet' && !(await readParquetFooter(path))) {
      throw damaged(key, manifest, 'it is not a complete Parquet file')
    }
    paths.push(path)
    options.onFile(index + 1, manifest.files.length)
  }
  return paths
}

function damaged(key: string, manifest: Manifest, how: string, cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    `"${key}" of the AWS bill for ${manifest.period.slice(0, 7)} cannot be used: ${how}. The month was left as it was. ` +
      'Ask AWS to deliver the export again or restore the file.',
    { cause },
  )
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
  if (key.endsWith('.gz')) await pipeline(counted, createGunzip(), createWriteStream(path), { signal })
  else if (key.endsWith('.zip')) {
    await pipeline(counted, createWriteStream(`${path}.zip`), { signal })
    await extractZip(`${path}.zip`, path, signal)
  } else await pipeline(counted, createWriteStream(path), { signal })
  if (object.length >= 0 && received !== object.length) {
    throw new AppError(
      'provider_unavailable',
      `"${key}" ended after ${received} of ${object.length} bytes. The run will try again.`,
    )
  }
}
