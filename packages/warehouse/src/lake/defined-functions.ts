import type { DuckDBConnection } from '@duckdb/node-api'
import { usedFunctions } from '../sql/used-functions.ts'

/**
 * The functions of rendered SQL, defined in an engine when a statement first calls them: an engine that is opened for
 * one load needs few, and defining all takes longer than many loads.
 */
export class DefinedFunctions {
  readonly #defined = new Set<string>()
  /** One at a time: two that define the same function would conflict. */
  #turn: Promise<void> = Promise.resolve()

  async define(connection: DuckDBConnection, sql: string): Promise<void> {
    const missing = usedFunctions(sql).filter(({ name }) => !this.#defined.has(name))
    if (missing.length === 0) return
    const before = this.#turn.catch(() => undefined)
    this.#turn = before.then(async () => {
      for (const { name, definition } of missing) {
        if (this.#defined.has(name)) continue
        await connection.run(definition)
        this.#defined.add(name)
      }
    })
    await this.#turn
  }
}
