import type { FocusModel } from '@cloudact/focus/rules/rule'
import type { ColumnType, TableSchema } from '@cloudact/core/ports/warehouse'
import type { Mapper } from './mapper.ts'
import type { Pipeline } from './pipeline.ts'
import type { Provider } from './provider.ts'

/** A procedure file: header and SELECTs. One source for both engines. */
export type Procedure = {
  readonly name: string
  readonly domain: string
  readonly description: string
  /** `rows`: its rows are the slice. `check`: they are what is wrong with a slice that another procedure of the step makes. */
  readonly kind: 'rows' | 'check'
  readonly parameters: readonly {
    readonly name: string
    readonly type: ColumnType
    readonly optional: boolean
  }[]
  /** Table whose live slices (pipeline, credential, account, period) it is run for; its rows replace the same slice of `target`. */
  readonly source: string
  /** Further tables whose live slices it is run for. */
  readonly also_from?: readonly string[] | undefined
  /** Of a check: the table it guards. */
  readonly target: string
  readonly slice: 'day' | 'month' | 'all'
  /** The SELECTs in file order; rows of all of them form the slice. */
  readonly selects: readonly string[]
  readonly path: string
}

export type Plan = {
  readonly key: string
  readonly display_name: string
  /** USD per month. */
  readonly price_usd: string | null
  /** null: unlimited. */
  readonly daily_limit: number | null
  readonly monthly_limit: number | null
  readonly concurrent_limit: number | null
  readonly seat_limit: number | null
  readonly providers_limit: number | null
}

/** A row of a seed CSV, text as written. */
export type SeedRow = Readonly<Record<string, string>>

export type CatalogSource = { readonly file: string; readonly overlay: boolean }

/**
 * Everything under `configs/` and its overlays, validated and frozen. Reading a file of `configs/` anywhere else is
 * forbidden.
 */
export type Catalog = {
  readonly providers: ReadonlyMap<string, Provider>
  /** By path without suffix: `genai/payg/openai`. Enabled and disabled ones. */
  readonly pipelines: ReadonlyMap<string, Pipeline>
  /** Older names of pipelines → path. */
  readonly pipelineAliases: ReadonlyMap<string, string>
  readonly plans: ReadonlyMap<string, Plan>
  /** Per-organization tables by name, `configs/schemas/org`. */
  readonly tables: ReadonlyMap<string, TableSchema>
  /** Central tables by name, `configs/schemas/organizations`. */
  readonly centralTables: ReadonlyMap<string, TableSchema>
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Seed rows by path below `configs/seed`, `openai/pricing.csv`. */
  readonly seeds: ReadonlyMap<string, readonly SeedRow[]>
  /** How CSV files of other shapes become FOCUS rows, by name: path below `configs/mappers` without suffix. */
  readonly mappers: ReadonlyMap<string, Mapper>
  /** Rules of FOCUS by version, `configs/focus`. */
  readonly focusModels: ReadonlyMap<string, FocusModel>
  /** Scheduled jobs of the deployment, `configs/system/jobs.yml`. */
  readonly jobs: ReadonlyMap<
    string,
    { readonly schedule: string; readonly description: string; readonly command: string }
  >
  /** Which file each provider or pipeline came from, for messages. */
  readonly sources: ReadonlyMap<string, CatalogSource>
  /** Hash over all files: part of cache keys and of the run record. */
  readonly version: string
}
