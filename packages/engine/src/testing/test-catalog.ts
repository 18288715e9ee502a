import type { Catalog, Procedure, SeedRow } from '@cloudact/catalog/catalog'
import { Pipeline } from '@cloudact/catalog/pipeline'
import { Provider } from '@cloudact/catalog/provider'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { z } from 'zod'

export type TestCatalogParts = {
  readonly providers?: Readonly<Record<string, z.input<typeof Provider>>>
  readonly pipelines?: Readonly<Record<string, z.input<typeof Pipeline>>>
  readonly tables?: readonly TableSchema[]
  readonly procedures?: readonly Procedure[]
  readonly seeds?: Readonly<Record<string, readonly SeedRow[]>>
  /** Everything else, and what the parts above are laid over: the product's catalog, for instance. */
  readonly base?: Catalog
}

/** A catalog of a few parts, validated as files are. */
export function testCatalog(parts: TestCatalogParts = {}): Catalog {
  const { base } = parts
  const providers = Object.entries(parts.providers ?? {}).map(
    ([key, provider]) => [key, Provider.parse(provider)] as const,
  )
  const pipelines = Object.entries(parts.pipelines ?? {}).map(
    ([path, pipeline]) => [path, Pipeline.parse(pipeline)] as const,
  )
  const empty = new Map<string, never>()
  return {
    pipelineAliases: empty,
    plans: empty,
    centralTables: empty,
    jobs: empty,
    mappers: empty,
    focusModels: empty,
    sources: empty,
    version: 'test',
    ...base,
    providers: new Map([...(base?.providers ?? []), ...providers]),
    pipelines: new Map([...(base?.pipelines ?? []), ...pipelines]),
    tables: new Map([
      ...(base?.tables ?? []),
      ...(parts.tables ?? []).map((table) => [table.name, table] as const),
    ]),
    procedures: new Map([
      ...(base?.procedures ?? []),
      ...(parts.procedures ?? []).map((procedure) => [procedure.name, procedure] as const),
    ]),
    seeds: new Map([...(base?.seeds ?? []), ...Object.entries(parts.seeds ?? {})]),
  }
}
