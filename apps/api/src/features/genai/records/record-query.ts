import { findProvider } from '@cloudact/catalog/find-provider'
import type { Catalog } from '@cloudact/catalog/catalog'
import type { DayRange } from '@cloudact/core/day'
import type { Row, SqlParameters } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import { textOrNull } from '../../costs/cost-cells.ts'
import { rangeShape } from '../../costs/cost-query.ts'
import { pathPrefix, segment } from '../../costs/filter-parameters.ts'

const Segment = z.string().max(200)

export const RecordQuery = z.strictObject({
  start_date: rangeShape.start_date.unwrap().describe('First UTC day.'),
  end_date: rangeShape.end_date.unwrap().describe('First UTC day after the range.'),
  flow: z.string().max(50).default('payg'),
  provider: z.string().max(100).optional().describe('Registry key or another spelling.'),
  hierarchy_entity_id: Segment.optional().describe('The entity and everything below it.'),
  hierarchy_path: Segment.optional().describe(
    'Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/.',
  ),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
})
export type RecordQuery = z.output<typeof RecordQuery>

/** Columns of the owner of a row under their names in an answer. */
export function hierarchyOf(row: Row): z.output<z.ZodObject<typeof hierarchyShape>> {
  return {
    hierarchy_entity_id: textOrNull(row, 'x_hierarchy_entity_id'),
    hierarchy_entity_name: textOrNull(row, 'x_hierarchy_entity_name'),
    hierarchy_level_code: textOrNull(row, 'x_hierarchy_level_code'),
    hierarchy_path: textOrNull(row, 'x_hierarchy_path'),
    hierarchy_path_names: textOrNull(row, 'x_hierarchy_path_names'),
  }
}

/** The owner of a record at its day; null when nobody is. */
export const hierarchyShape = {
  hierarchy_entity_id: z.string().nullable(),
  hierarchy_entity_name: z.string().nullable(),
  hierarchy_level_code: z.string().nullable(),
  hierarchy_path: z.string().nullable(),
  hierarchy_path_names: z.string().nullable(),
} as const

/** Other spellings of a provider mean its registry key; a name nobody knows matches nothing. */
export function recordParameters(query: RecordQuery, range: DayRange, catalog: Catalog): SqlParameters {
  const { provider = '' } = query
  return {
    ...range,
    any_provider: provider === '',
    provider: findProvider(catalog, provider)?.key ?? provider,
    entity: segment(query.hierarchy_entity_id, 'hierarchy_entity_id'),
    path: pathPrefix(query.hierarchy_path),
    limit: query.limit,
  }
}
