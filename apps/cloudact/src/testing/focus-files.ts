import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseCsv } from '@cloudact/catalog/parse-csv'
import { decideAll } from '@cloudact/conformance/model/decide'
import { ruleTree } from '@cloudact/conformance/model/rule-tree'
import { BASE_COMMITMENT, BASE_ROW } from '@cloudact/conformance/testing/base-row'
import { rowsBreaking } from '@cloudact/conformance/testing/break-rule'
import { CONTRACT_COMMITMENT_COLUMNS } from '@cloudact/focus/contract-commitment-columns'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import type { FocusDataset, FocusModel } from '@cloudact/focus/rules/rule'
import type { MemoryRow } from '@cloudact/warehouse/testing/memory-dataset'
import { writeParquet } from '@cloudact/warehouse/testing/write-parquet'

export type FocusFile = { readonly name: string; readonly dataset: FocusDataset; readonly file: string }

/** Third-party data, when the working copy has it next to the repository. */
const SHARED = path.resolve(import.meta.dirname, '../../../../../shared/data')
export const PUBLISHED_MODEL = path.join(SHARED, 'focus-rules/model-1.3.json')

const SAMPLES: readonly (readonly [string, FocusDataset])[] = [
  ['aws_1_3_cost_and_usage_rows100_seed42.csv', 'CostAndUsage'],
  ['azure_1_3_cost_and_usage_rows100_seed42.csv', 'CostAndUsage'],
  ['aws_1_3_contract_commitment_rows100_seed42.csv', 'ContractCommitment'],
]
const TYPES: Readonly<Record<string, string>> = { decimal: 'DECIMAL(38,12)', timestamp: 'TIMESTAMPTZ' }

function typesOf(dataset: FocusDataset): Readonly<Record<string, string>> {
  const columns = dataset === 'CostAndUsage' ? COST_AND_USAGE_COLUMNS : CONTRACT_COMMITMENT_COLUMNS
  return Object.fromEntries(
    columns.flatMap(({ id, type }) => (TYPES[type] === undefined ? [] : [[id, TYPES[type]]])),
  )
}

/** The shared samples as Parquet with the types of FOCUS. */
export async function sampleFiles(folder: string): Promise<readonly FocusFile[]> {
  const files: FocusFile[] = []
  for (const [name, dataset] of SAMPLES) {
    const source = path.join(SHARED, 'focus-samples', name)
    if (!existsSync(source)) continue
    const [header, ...records] = parseCsv(readFileSync(source, 'utf8')).records
    const rows = records.map(({ fields }): MemoryRow =>
      Object.fromEntries((header?.fields ?? []).map((column, index) => [column, fields[index] || null])),
    )
    const file = path.join(folder, name.replace(/csv$/, 'parquet'))
    await writeParquet(file, rows, typesOf(dataset))
    files.push({ name, dataset, file })
  }
  return files
}

/** One row for every rule that a row of fitting types can break, made to break it. */
export async function brokenFiles(folder: string, model: FocusModel): Promise<readonly FocusFile[]> {
  const files: FocusFile[] = []
  for (const [dataset, base] of [
    ['CostAndUsage', BASE_ROW],
    ['ContractCommitment', BASE_COMMITMENT],
  ] as const) {
    const tree = ruleTree(model, dataset)
    const columns = Object.keys(base).map((name) => ({ name, type: 'VARCHAR' }))
    const decisions = decideAll(tree, { columns }, 'all')
    const types = typesOf(dataset)
    const rows = [...tree.values()]
      .filter(({ rule }) => decisions.get(rule.id)?.ask === 'rows')
      .flatMap((asked) => rowsBreaking(asked, base))
      .filter((row) => fits(row, types))
    const file = path.join(folder, `broken-${dataset}.parquet`)
    await writeParquet(file, rows, types)
    files.push({ name: `every rule of ${dataset} broken`, dataset, file })
  }
  return files
}

function fits(row: MemoryRow, types: Readonly<Record<string, string>>): boolean {
  return Object.entries(types).every(([column, type]) => {
    const value = row[column] ?? null
    return value === null || (type === TYPES['timestamp'] ? /^\d{4}.*Z$/ : /^-?\d+(\.\d+)?$/).test(value)
  })
}
