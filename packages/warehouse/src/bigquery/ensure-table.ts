import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { rollupTable } from '../sql/bigquery-dialect.ts'
import { assertTableSchema } from '../lake/assert-table-schema.ts'
import { mergeColumns } from '../lake/catalog/merge-columns.ts'
import type { LakeColumn } from '../lake/lake-table.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { bumpVersion, lockVersion, readTimeZone } from './catalog/version.ts'
import type { TimeZone } from '@cloudact/core/time-zone'
import { addColumns, createRollupTable, createTable, previousTable } from './create-table.ts'
import { ensureDataset } from './ensure-dataset.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { runQuery } from './jobs/run-job.ts'

type Existing = {
  schema_version: number
  columns: LakeColumn[]
  definition: TableSchema
  unchanged: boolean
}

/**
 * Creates the table, that of its predecessors and its rollup, or adds the columns they lack. It looks what is there, so a
 * call that was cut off is finished by the next one. Throws `config_invalid` when a column changes its type.
 */
export async function ensureTable(
  warehouse: OrgBigQuery,
  schema: TableSchema,
): Promise<{ readonly created: boolean; readonly addedColumns: readonly string[] }> {
  assertTableSchema(schema)
  const { database, org, dataset } = warehouse
  const text = JSON.stringify(schema)
  const key = `table:${dataset}:${text}`
  if (warehouse.known.has(key)) return { created: false, addedColumns: [] }
  await ensureDataset(warehouse, dataset, {
    routines: true,
    labels: jobLabels({ org, step: 'ensure-dataset' }),
  })

  const result = await database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const [existing] = await tx.query<Existing>(
      `SELECT schema_version, columns, definition, definition = $3::jsonb AS unchanged
      FROM bigquery_tables WHERE org_slug = $1 AND table_name = $2`,
      [org, schema.name, text],
    )
    const version = existing?.schema_version ?? 0
    const columns = mergeColumns(schema, existing?.columns ?? [], version + 1)
    const added = columns.filter(({ since }) => since === version + 1)
    const whole = { ...schema, columns }
    const run = { what: `Creating table "${schema.name}"`, labels: jobLabels({ org, step: 'ensure-table' }) }
    const timeZone = await readTimeZone(tx, org)
    for (const sql of await definitions(warehouse, whole, existing, added, timeZone))
      await runQuery(warehouse, { ...run, sql })
    if (existing?.unchanged !== true) {
      await tx.query(
        `INSERT INTO bigquery_tables (org_slug, table_name, schema_version, columns, definition, created_at, updated_at)
        VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $6)
        ON CONFLICT (org_slug, table_name) DO UPDATE SET schema_version = $3, columns = $4::jsonb, definition = $5::jsonb,
          updated_at = $6`,
        [
          org,
          schema.name,
          added.length > 0 ? version + 1 : version,
          JSON.stringify(columns),
          text,
          new Date(warehouse.clock.now()),
        ],
      )
      await bumpVersion(tx, org)
    }
    const names = existing === undefined ? [] : added.map(({ name }) => name)
    return { created: existing === undefined, addedColumns: names }
  })
  warehouse.known.add(key)
  return result
}

/** What is missing, whatever the catalog says: somebody may have removed a table from the dataset. */
async function definitions(
  warehouse: OrgBigQuery,
  schema: TableSchema,
  existing: Existing | undefined,
  added: readonly LakeColumn[],
  timeZone: TimeZone,
): Promise<string[]> {
  const { dataset } = warehouse
  const statements: string[] = []
  for (const name of [schema.name, previousTable(schema.name)]) {
    if (!(await tableExists(warehouse, name))) statements.push(createTable(dataset, schema, name))
    else if (added.length > 0) statements.push(addColumns(dataset, name, added))
  }
  const rollup = createRollupTable(dataset, schema, timeZone)
  const same = JSON.stringify(existing?.definition.rollup) === JSON.stringify(schema.rollup)
  if (rollup !== undefined && !(same && (await tableExists(warehouse, rollupTable(schema.name)))))
    statements.push(rollup)
  return statements
}

async function tableExists({ client, dataset }: OrgBigQuery, name: string): Promise<boolean> {
  const [exists] = await client.dataset(dataset).table(name).exists()
  return exists
}
