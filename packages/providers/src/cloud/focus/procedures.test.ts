import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { bigqueryDialect } from '@cloudact/warehouse/sql/bigquery-dialect'
import { duckdbDialect } from '@cloudact/warehouse/sql/duckdb-dialect'
import { renderSql } from '@cloudact/warehouse/sql/render-sql'
import { expect, test } from 'vitest'

const catalog = loadCatalog({ folders: [join(import.meta.dirname, '../../../../../configs')] })
const NAMES = ['sp_convert_focus_to_1_3', 'sp_focus_conversion_ledger', 'sp_focus_check_import']
const ENGINES = { bigquery: bigqueryDialect('acme_prod'), duckdb: duckdbDialect() } as const

/** What each engine is given. A change of a macro or a procedure shows here as the SQL it becomes. */
test.each(
  NAMES.flatMap((name) => (['bigquery', 'duckdb'] as const).map((engine) => [name, engine] as const)),
)('%s is rendered for %s as reviewed', async (name, engine) => {
  const selects = catalog.procedures.get(name)?.selects ?? []
  const text = selects.map((select) => renderSql(select, ENGINES[engine]).text.trim()).join(';\n\n')
  await expect(`${text};\n`).toMatchFileSnapshot(`golden/${name}.${engine}.sql`)
})
