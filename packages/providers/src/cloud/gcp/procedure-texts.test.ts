import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { bigqueryDialect } from '@cloudact/warehouse/sql/bigquery-dialect'
import { duckdbDialect } from '@cloudact/warehouse/sql/duckdb-dialect'
import { lintMoneySql } from '@cloudact/warehouse/sql/lint-money-sql'
import { renderSql } from '@cloudact/warehouse/sql/render-sql'
import { describe, expect, test } from 'vitest'

const catalog = loadCatalog({ folders: [join(import.meta.dirname, '../../../../../configs')] })

describe.each(['sp_cloud_gcp_conversion_ledger', 'sp_cloud_gcp_convert_to_focus', 'sp_cloud_gcp_check_bill'])(
  '%s',
  (name) => {
    const selects = catalog.procedures.get(name)?.selects ?? []

    test('has the agreed text on both engines', async () => {
      const texts = { duckdb: duckdbDialect(), bigquery: bigqueryDialect('acme_prod') }
      for (const [engine, dialect] of Object.entries(texts)) {
        const text = selects.map((select) => renderSql(select, dialect).text.trim()).join(';\n\n')
        await expect(`${text}\n`).toMatchFileSnapshot(`testing/golden/${name}.${engine}.sql`)
      }
    })

    test('calculates with the money macros alone', () => {
      expect(selects.flatMap(lintMoneySql)).toEqual([])
    })
  },
)
