import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { fetchFile } from '../files/fetch-file.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Manifest } from './manifest.ts'

/**
 * Fetches every file the manifest names into `folder` and unpacks it there. Returns local paths in the manifest's order.
 * Throws when a part is missing, cut or not what its name says; nothing has been written to the warehouse then.
 */
export async function downloadFiles(
  store: FileStore,
  manifest: Manifest,
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile: (done: number, all: number) => void },
): Promise<string[]> {
  const paths: string[] = []
  const month = manifest.period.slice(0, 7)
  for (const [index, key] of manifest.files.entries()) {
    options.signal.throwIfAborted()
    const path = join(folder, `${month}-${index}.${manifest.format}`)
    const fetched = await fetchFile(store, key, path, options.signal)
    if (fetched.kind === 'missing') {
      throw new AppError(
        'provider_unavailable',
        `Part ${index + 1} of ${manifest.files.length} of the AWS bill for ${month} is missing ` +
          `("${key}" in ${store.location}). The month was left as it was; the delivery may still be in progress.`,
      )
    }
    if (fetched.kind === 'damaged') {
      throw new AppError(
        'invalid_input',
        `"${key}" of the AWS bill for ${month} cannot be used: ${fetched.how}. The month was left as it was. ` +
          'Ask AWS to deliver the export again or restore the file.',
        { cause: fetched.cause },
      )
    }
    paths.push(path)
    options.onFile(index + 1, manifest.files.length)
  }
  return paths
}
