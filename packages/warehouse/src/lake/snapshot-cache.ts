import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { readSnapshot, type TableSnapshot } from './catalog/read-snapshot.ts'
import { readVersion } from './catalog/read-version.ts'

type Cached = { readonly version: string; readonly tables: Map<string, TableSnapshot> }

const REMEMBERED_ORGANIZATIONS = 200

/**
 * Which files make up the tables of an organization at one moment. An organization's version grows with every change,
 * so what was read at a version stays true for it and one small query tells whether it still is the current one.
 */
export class SnapshotCache {
  readonly #byOrg = new Map<OrgSlug, Cached>()

  /** All named tables as of one moment. Throws `not_found` for a table the organization does not have. */
  async read(sql: Sql, org: OrgSlug, tables: readonly string[]): Promise<ReadonlyMap<string, TableSnapshot>> {
    if (tables.length === 0) return new Map()
    let cached = this.#byOrg.get(org)
    if (cached !== undefined && tables.every((table) => cached?.tables.has(table))) {
      if ((await readVersion(sql, org)) === cached.version) return this.#pick(cached, tables)
    }
    const fresh = await readSnapshot(sql, org, tables)
    cached = this.#byOrg.get(org)
    if (cached?.version === fresh.version)
      for (const [name, table] of fresh.tables) cached.tables.set(name, table)
    else this.#remember(org, { version: fresh.version, tables: new Map(fresh.tables) })
    return this.#pick(fresh, tables)
  }

  #pick(cached: Cached, tables: readonly string[]): Map<string, TableSnapshot> {
    return new Map(
      tables.map((name) => {
        const table = cached.tables.get(name)
        if (table === undefined) {
          throw new AppError(
            'not_found',
            `The organization has no table "${name}". Run its onboarding or organization sync first.`,
          )
        }
        return [name, table]
      }),
    )
  }

  #remember(org: OrgSlug, cached: Cached): void {
    this.#byOrg.delete(org)
    this.#byOrg.set(org, cached)
    const oldest = this.#byOrg.size > REMEMBERED_ORGANIZATIONS ? this.#byOrg.keys().next().value : undefined
    if (oldest !== undefined) this.#byOrg.delete(oldest)
  }
}
