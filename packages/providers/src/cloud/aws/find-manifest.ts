import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { exportFolder, exportNameOf, type BillSource } from './bill-source.ts'
import type { FileStore } from '../files/file-store.ts'
import { manifestKeys, parseManifest, type Manifest } from './manifest.ts'

/**
 * The current manifest of a billing period, or null when AWS has not delivered one. Data files are never listed.
 *
 * The location may be the export's own folder or the one above it; in the latter case it must hold one export only,
 * because two exports of one bill would count it twice. Throws `invalid_input` naming them otherwise.
 */
export async function findManifest(
  store: FileStore,
  source: BillSource,
  period: Day,
  signal?: AbortSignal,
): Promise<Manifest | null> {
  const folder = exportFolder(source)
  const own = await readFirst(store, manifestKeys(folder, exportNameOf(source), period), signal)
  if (own !== null) return parseManifest(own, period)
  const found: { readonly name: string; readonly text: string }[] = []
  for (const name of await store.folders(folder, signal)) {
    const text = await readFirst(
      store,
      manifestKeys([folder, name].filter(Boolean).join('/'), name, period),
      signal,
    )
    if (text !== null) found.push({ name, text })
  }
  if (found.length > 1) {
    throw new AppError(
      'invalid_input',
      `There are ${found.length} exports in ${store.location} (${found.map(({ name }) => name).join(', ')}). ` +
        "Set the integration's location to the folder of one of them.",
    )
  }
  return found[0] ? parseManifest(found[0].text, period) : null
}

async function readFirst(
  store: FileStore,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string | null> {
  for (const key of keys) {
    const text = await store.readText(key, signal)
    if (text !== null) return text
  }
  return null
}
