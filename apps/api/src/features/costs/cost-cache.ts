import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Row, Warehouse } from '@cloudact/core/ports/warehouse'

/** Rows all entries may hold together; about 100 MB. */
const MOST_ROWS = 200_000
const MOST_ENTRIES = 2_000

type Entry = { readonly org: OrgSlug; readonly rows: Promise<readonly Row[]>; size: number }

type CacheStats = {
  readonly entries: number
  readonly rows: number
  readonly hits: number
  readonly misses: number
  readonly max_rows: number
}

/**
 * Answers of the warehouse by organization, version and question. The version grows with every write, so an answer is
 * never stale; old ones leave when others need the room. Two equal questions at once are asked once.
 */
export class CostCache {
  readonly #entries = new Map<string, Entry>()
  readonly #counts = new Map<OrgSlug, { hits: number; misses: number }>()
  #rows = 0

  async read(
    org: OrgSlug,
    key: string,
    load: () => Promise<readonly Row[]>,
  ): Promise<{ readonly rows: readonly Row[]; readonly hit: boolean }> {
    const id = `${org}\0${key}`
    const counts = this.#counts.get(org) ?? { hits: 0, misses: 0 }
    this.#counts.set(org, counts)
    const known = this.#entries.get(id)
    if (known) {
      counts.hits += 1
      this.#entries.delete(id)
      this.#entries.set(id, known)
      return { rows: await known.rows, hit: true }
    }
    counts.misses += 1
    const entry: Entry = { org, rows: load(), size: 0 }
    this.#entries.set(id, entry)
    try {
      const rows = await entry.rows
      if (this.#entries.get(id) === entry) {
        entry.size = rows.length
        this.#rows += rows.length
        this.#shrink()
      }
      return { rows, hit: false }
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id)
      throw error
    }
  }

  /** Forgets everything of an organization; returns how many answers that were. */
  clear(org: OrgSlug): number {
    let cleared = 0
    for (const [id, entry] of this.#entries) {
      if (entry.org !== org) continue
      this.#drop(id, entry)
      cleared += 1
    }
    return cleared
  }

  forget(org: OrgSlug, key: string): void {
    const id = `${org}\0${key}`
    const entry = this.#entries.get(id)
    if (entry) this.#drop(id, entry)
  }

  stats(org: OrgSlug): CacheStats {
    const own = [...this.#entries.values()].filter((entry) => entry.org === org)
    const { hits, misses } = this.#counts.get(org) ?? { hits: 0, misses: 0 }
    return {
      entries: own.length,
      rows: own.reduce((sum, entry) => sum + entry.size, 0),
      hits,
      misses,
      max_rows: MOST_ROWS,
    }
  }

  #shrink(): void {
    for (const [id, entry] of this.#entries) {
      if (this.#rows <= MOST_ROWS && this.#entries.size <= MOST_ENTRIES) return
      this.#drop(id, entry)
    }
  }

  #drop(id: string, entry: Entry): void {
    this.#entries.delete(id)
    this.#rows -= entry.size
    entry.size = 0
  }
}

const caches = new WeakMap<Warehouse, CostCache>()

/** The cache of a warehouse: it lives and dies with it. */
export function costCacheOf(warehouse: Warehouse): CostCache {
  const known = caches.get(warehouse)
  if (known) return known
  const cache = new CostCache()
  caches.set(warehouse, cache)
  return cache
}
