import type { Day } from '@cloudact/core/day'
import { exportFolder, exportNameOf, type BillSource } from './bill-source.ts'
import type { BillStore } from './bill-store.ts'
import { manifestKeys, parseManifest, type Manifest } from './manifest.ts'

/** The current manifest of a billing period, or null when AWS has not delivered one. Data files are never listed. */
export async function findManifest(
  store: BillStore,
  source: BillSource,
  period: Day,
  signal?: AbortSignal,
): Promise<Manifest | null> {
  for (const key of manifestKeys(exportFolder(source), exportNameOf(source), period)) {
    const text = await store.readText(key, signal)
    if (text !== null) return parseManifest(text, period)
  }
  return null
}
