import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { fetchFile } from '../files/fetch-file.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/**
 * Fetches every file the manifest names into `folder` and unpacks it there, so that what is loaded afterwards is known
 * to be whole: as long as the manifest says, readable to its end. Returns local paths in the manifest's order. Throws
 * when a part is missing or not whole; nothing has been written to the warehouse then.
 */
export async function downloadFiles(
  store: FileStore,
  manifest: Manifest,
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile: (done: number, all: number) => void },
): Promise<string[]> {
  const paths: string[] = []
  for (const [index, file] of manifest.files.entries()) {
    options.signal.throwIfAborted()
    const path = join(folder, `${manifest.kind}-${monthOf(manifest)}-${index}.${manifest.format}`)
    const fetched = await fetchFile(store, file.key, path, options.signal, file.bytes)
    if (fetched.kind === 'missing') {
      throw new AppError(
        'provider_unavailable',
        `Part ${index + 1} of ${manifest.files.length} of the Azure ${manifest.kind} export for ${monthOf(manifest)} is missing ` +
          `("${file.key}" in ${store.location}). The month was left as it was; the delivery may still be in progress.`,
      )
    }
    if (fetched.kind === 'damaged') throw damaged(file, manifest, fetched.how, fetched.cause)
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

function monthOf(manifest: Manifest): string {
  return manifest.period.slice(0, 7)
}
