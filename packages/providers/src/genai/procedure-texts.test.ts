import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { bigqueryDialect } from '@cloudact/warehouse/sql/bigquery-dialect'
import { duckdbDialect } from '@cloudact/warehouse/sql/duckdb-dialect'
import { lintMoneySql } from '@cloudact/warehouse/sql/lint-money-sql'
import { renderSql } from '@cloudact/warehouse/sql/render-sql'
import { describe, expect, test } from 'vitest'

const catalog = loadCatalog({ folders: [join(import.meta.dirname, '../../../../configs')] })
const procedures = [...catalog.procedures.values()].filter(({ domain }) => domain === 'genai')

test('every procedure of GenAI is held', () => {
  expect(procedures.map(({ name }) => name).sort()).toEqual([
    'sp_genai_1_consolidate_usage_daily',
    'sp_genai_2_consolidate_costs_daily',
    'sp_genai_3_convert_to_focus',
    'sp_genai_commitment_costs',
    'sp_genai_commitment_usage',
    'sp_genai_infrastructure_costs',
    'sp_genai_infrastructure_usage',
  ])
})

describe.each(procedures)('$name', ({ name, selects }) => {
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
})
