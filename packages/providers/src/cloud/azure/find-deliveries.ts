import { addMonths, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { FileStore } from '../files/file-store.ts'
import { parseManifest, type ExportKind, type Manifest } from './manifest.ts'

/** The newest runs of a month: what is billed, and the same month with commitments spread over their use. */
export type MonthManifests = { readonly actual: Manifest | null; readonly amortized: Manifest | null }

type Found = { readonly folder: string; readonly manifest: Manifest }

/**
 * Looks for the month's manifests in the location itself and in the folders directly below it, one per export:
 * `{export}/{first}-{last}/[{time}/]{run}/manifest.json`. Data files are never listed.
 *
 * Throws `invalid_input` naming the exports when two of one kind lie there: both would count the month.
 */
export async function findDeliveries(
  store: FileStore,
  period: Day,
  signal?: AbortSignal,
): Promise<MonthManifests> {
  const names = await store.folders('', signal)
  const places = names.some((name) => isMonth(name, period))
    ? ['']
    : names.filter((name) => !/^\d{8}-\d{8}$/.test(name))
  const newest = new Map<ExportKind, Found>()
  for (const folder of places) {
    for (const manifest of await newestRuns(store, folder, period, signal)) {
      const other = newest.get(manifest.kind)
      if (other) refuseTwo(store, manifest.kind, [other.folder, folder])
      newest.set(manifest.kind, { folder, manifest })
    }
  }
  return {
    actual: newest.get('actual')?.manifest ?? null,
    amortized: newest.get('amortized')?.manifest ?? null,
  }
}

/** The newest run of every kind that one folder holds for the month. */
async function newestRuns(
  store: FileStore,
  folder: string,
  period: Day,
  signal: AbortSignal | undefined,
): Promise<Manifest[]> {
  const newest = new Map<ExportKind, Manifest>()
  const months = (await store.folders(folder, signal)).filter((name) => isMonth(name, period))
  for (const month of months) {
    for (const manifest of await manifestsBelow(store, join(folder, month), period, 2, signal)) {
      const known = newest.get(manifest.kind)
      if (!known || known.submittedAt < manifest.submittedAt) newest.set(manifest.kind, manifest)
    }
  }
  return [...newest.values()]
}

async function manifestsBelow(
  store: FileStore,
  folder: string,
  period: Day,
  levels: number,
  signal: AbortSignal | undefined,
): Promise<Manifest[]> {
  const text = await store.readText(`${folder}/manifest.json`, signal)
  const own = text === null ? null : parseManifest(text, period)
  const found = own ? [own] : []
  if (levels === 0) return found
  for (const name of await store.folders(folder, signal)) {
    found.push(...(await manifestsBelow(store, join(folder, name), period, levels - 1, signal)))
  }
  return found
}

/** Whether a folder's name, `20261001-20261031`, is a range that begins with the month and ends in it. */
function isMonth(name: string, period: Day): boolean {
  const [, start, end] = /^(\d{8})-(\d{8})$/.exec(name) ?? []
  const compact = (day: Day) => day.replaceAll('-', '')
  return start === compact(period) && end !== undefined && end < compact(addMonths(period, 1))
}

function refuseTwo(store: FileStore, kind: ExportKind, folders: readonly string[]): never {
  throw new AppError(
    'invalid_input',
    `There are two exports of ${kind} cost in ${store.location} (${folders.join(', ')}); together they would count the ` +
      "month twice. Set the integration's location to a folder that holds one actual and one amortized export.",
  )
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
