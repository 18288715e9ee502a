import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'
import type { BillStore } from '../aws/bill-store.ts'
import { readParquetFooter } from '../aws/parquet-footer.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/**
 * Fetches every file the manifest names into `folder` and unpacks it there, so that what is loaded afterwards is known
 * to be whole: as long as the manifest says, readable to its end. Returns local paths in the manifest's order. Throws
 * when a part is missing or not whole; nothing has been written to the warehouse then.
 */
export async function downloadFiles(
  store: BillStore,
  manifest: Manifest,
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile: (done: number, all: number) => void },
): Promise<string[]> {
  const paths: string[] = []
  for (const [index, file] of manifest.files.entries()) {
    options.signal.throwIfAborted()
    const object = await store.open(file.key, options.signal)
    if (!object) {
      throw new AppError(
        'provider_unavailable',
        `Part ${index + 1} of ${manifest.files.length} of the Azure ${manifest.kind} export for ${monthOf(manifest)} is missing ` +
          `("${file.key}" in ${store.location}). The month was left as it was; the delivery may still be in progress.`,
      )
    }
    const path = join(folder, `${manifest.kind}-${monthOf(manifest)}-${index}.${manifest.format}`)
    try {
      await unpack(file, object, path, options.signal)
    } catch (cause) {
      if (options.signal.aborted) throw options.signal.reason
      if (cause instanceof AppError) throw cause
      throw damaged(file, manifest, 'it is cut off or damaged', cause)
    }
    if (manifest.format === 'parquet' && !(await readParquetFooter(path))) {
      throw damaged(file, manifest, 'it is not a complete Parquet file')
    }
    paths.push(path)
    options.onFile(index + 1, manifest.files.length)
  }
  return paths
}

function damaged(file: ManifestFile, manifest: Manifest, how: string, cause?: unknown): AppError {
  return new AppError(
    'invalid_input',
    `"${file.key}" of the Azure ${manifest.kind} export for ${monthOf(manifest)} cannot be used: ${how}. The month was left ` +
      'as it was. Run the export again or restore the file.',
    { cause },
  )
}

async function unpack(
  file: ManifestFile,
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
  if (file.key.endsWith('.gz')) await pipeline(counted, createGunzip(), createWriteStream(path), { signal })
  else await pipeline(counted, createWriteStream(path), { signal })
  const expected = file.bytes ?? object.length
  if (expected >= 0 && received !== expected) {
    throw new AppError(
      'provider_unavailable',
      `"${file.key}" has ${received} of the ${expected} bytes the manifest of the Azure export states. The month was left ` +
        'as it was; the export may be being written anew.',
    )
  }
}

function monthOf(manifest: Manifest): string {
  return manifest.period.slice(0, 7)
}
