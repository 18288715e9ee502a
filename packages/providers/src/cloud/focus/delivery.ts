import { createHash } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { FileStore, ListedFile } from '../files/file-store.ts'
import { nameOf, pathOf } from '../files/file-name.ts'
import { jsonOf, namesInManifest } from '../files/manifest-names.ts'
import { statedVersion } from './stated-version.ts'

export type FileFormat = 'csv' | 'jsonl' | 'parquet'
export type DeliveredFile = ListedFile & { readonly format: FileFormat }

/** The files of one place as they are now. */
export type Delivery = {
  /** Equal for equal files and settings; null when the store cannot tell whether a file changed. */
  readonly id: string | null
  readonly files: readonly DeliveredFile[]
  /** FOCUS version that metadata beside the files states. */
  readonly version: string | null
  /** Data files that no manifest names, where there is a manifest: left out. */
  readonly unnamed: readonly string[]
}

const FORMATS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.parquet$/i, 'parquet'],
]
const MOST_METADATA_BYTES = 8 * 1_048_576

/**
 * Lists a place. With a manifest the delivery is what it names, all of it; without, every data file below the place.
 * Throws `provider_unavailable` when a named part is missing: the delivery may be in progress.
 */
export async function listDelivery(
  store: FileStore,
  place: string,
  options: {
    readonly format?: FileFormat | undefined
    /** Part of the delivery's identity. */
    readonly settings: unknown
    readonly signal: AbortSignal
  },
): Promise<Delivery> {
  const listed = await store.list(place, options.signal)
  const data = listed.flatMap((file): DeliveredFile[] => {
    const format = formatOf(file.key) ?? (isMetadata(file) ? undefined : options.format)
    return format ? [{ ...file, format }] : []
  })
  const named = new Set<string>()
  let manifests = 0
  let version: string | null = null
  for (const file of listed.filter(isMetadata)) {
    const text = await store.readText(file.key, options.signal)
    version = statedVersion(jsonOf(text)) ?? version
    const names = namesInManifest(text)
    if (names.length > 0) manifests += 1
    for (const name of names) named.add(find(data, name, file.key) ?? missing(store, name, file.key))
  }
  const files = manifests === 0 ? data : data.filter(({ key }) => named.has(key))
  return {
    id: identify(listed, options.settings),
    files,
    version,
    unnamed: manifests === 0 ? [] : data.filter(({ key }) => !named.has(key)).map(({ key }) => key),
  }
}

function formatOf(key: string): FileFormat | undefined {
  return FORMATS.find(([pattern]) => pattern.test(pathOf(key)))?.[1]
}

function isMetadata({ key, size }: ListedFile): boolean {
  return pathOf(key).endsWith('.json') && size <= MOST_METADATA_BYTES
}

/** A manifest names a part by its full address, by its key, or relative to itself. */
function find(data: readonly DeliveredFile[], name: string, manifest: string): string | undefined {
  const key = name.replace(/^s3:\/\/[^/]+\//, '').replace(/^\/+/, '')
  const base = URL.parse(manifest)
  const beside = base ? new URL(name, base).href : [...manifest.split('/').slice(0, -1), key].join('/')
  const exact = data.find((file) => file.key === beside) ?? data.find((file) => file.key === key)
  return (exact ?? data.find((file) => key.endsWith(`/${file.key}`) || file.key.endsWith(`/${key}`)))?.key
}

function missing(store: FileStore, name: string, manifest: string): never {
  throw new AppError(
    'provider_unavailable',
    `"${nameOf(name)}" is missing in ${store.location}, although the manifest "${nameOf(manifest)}" names it. ` +
      'Every month was left as it was; the delivery may still be in progress.',
  )
}

function identify(listed: readonly ListedFile[], settings: unknown): string | null {
  if (listed.some(({ tag }) => tag === null)) return null
  const facts = listed.map(({ key, size, tag }) => [key, size, tag])
  return createHash('sha256')
    .update(JSON.stringify([facts, settings]))
    .digest('hex')
}
