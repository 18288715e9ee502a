import type { ColumnType, TableSchema } from './warehouse.ts'

/** A procedure file as an engine is given it: SELECTs of the shared subset whose rows replace a slice of `target`. */
export type ProcedureDefinition = {
  readonly name: string
  readonly parameters: readonly {
    readonly name: string
    readonly type: ColumnType
    readonly optional: boolean
  }[]
  /** By the names under which an engine with stored procedures keeps and calls them, see `Statement.procedures`. */
  readonly selects: readonly { readonly name: string; readonly sql: string }[]
  readonly target: TableSchema
  /** Equal for definitions that do the same. */
  readonly contentHash: string
}

/** What the deployment knows of a procedure it was given, or was told to withdraw. */
export type StoredProcedure = {
  readonly name: string
  readonly contentHash: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  /** Since when it may not be run; null: it may. */
  readonly withdrawnAt: Date | null
}

/**
 * The deployment's procedures as its warehouse engine keeps them. They are nobody's data and belong to no tenant: only
 * the operator installs and withdraws them.
 */
export interface ProcedureStore {
  list(): Promise<readonly StoredProcedure[]>
  /**
   * Makes the engine run this definition under its name. The same content again changes nothing, unless `force`.
   * Throws `config_invalid`, leaving what was there, for a definition the engine cannot take.
   */
  install(
    definition: ProcedureDefinition,
    options: { readonly force: boolean },
  ): Promise<'created' | 'updated' | 'unchanged'>
  /** Keeps it from being run until it is installed again. False when it was withdrawn already. */
  withdraw(name: string): Promise<boolean>
  /** Whether runs must not use it. One that was never installed is not withdrawn. */
  isWithdrawn(name: string): Promise<boolean>
}
