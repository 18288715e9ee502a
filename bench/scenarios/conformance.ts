import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { evaluate } from '@cloudact/conformance/evaluate'
import { BASE_ROW } from '@cloudact/conformance/testing/base-row'
import { model13 } from '@cloudact/conformance/testing/model-1-3'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import type { FocusRule } from '@cloudact/focus/rules/rule'
import { withDataset } from '@cloudact/warehouse/dataset/open-dataset'
import { DuckDBInstance } from '@duckdb/node-api'
import { atLeast, type Figure, plain } from '../figures.ts'

/** What a dataset looks like, without what its values have to do with each other. */
const STRUCTURAL: ReadonlySet<FocusRule['kind']> = new Set(['presence', 'type', 'format', 'nullability'])
const TYPES = {
  decimal: 'DECIMAL(38,12)',
  timestamp: 'TIMESTAMP',
  string: 'VARCHAR',
  json: 'VARCHAR',
} as const

/** Every rule of FOCUS asked of Parquet in which all columns are filled. */
export async function conformance(rows: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const file = path.join(folder, 'rows.parquet')
    await writeRows(file, rows)
    const model = model13()
    const figures: Figure[] = []
    for (const [name, kinds, least] of [
      ['all static rules', undefined, 100_000],
      ['structural rules alone', STRUCTURAL, 1_000_000],
    ] as const) {
      const began = performance.now()
      const before = process.cpuUsage()
      const options = { temporaryFolder: path.join(folder, 'tmp'), memoryLimitMb: 1_024 }
      const report = await withDataset(file, options, (dataset) =>
        evaluate(dataset, model, { dataset: 'CostAndUsage', criteria: 'all', ...(kinds && { kinds }) }),
      )
      const seconds = (performance.now() - began) / 1_000
      const used = process.cpuUsage(before)
      if (!report.conforms) throw new Error('The rows of the benchmark break a rule.')
      const what = `${report.counts.pass} rules pass`
      figures.push(
        atLeast(
          `${name} over ${rows.toLocaleString('en-US')} rows (${what})`,
          rows / seconds,
          least,
          'rows/s',
        ),
        plain('  rows per second of processor time', (rows * 1e6) / (used.user + used.system), 'rows'),
      )
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeRows(file: string, rows: number): Promise<void> {
  const varied: Readonly<Record<string, string>> = {
    ResourceId: `'r-' || (i % 50000)`,
    Tags: `'{"team":"t' || (i % 500) || '"}'`,
    BilledCost: `i % 1000`,
  }
  const columns = COST_AND_USAGE_COLUMNS.map(({ id, type }) => {
    const value = BASE_ROW[id] ?? null
    const literal = value === null ? 'NULL' : `'${value}'`
    return `CAST(${varied[id] ?? literal} AS ${TYPES[type]}) AS "${id}"`
  })
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM range(${rows}) AS t(i)) TO '${file}' (FORMAT parquet)`,
  )
  connection.disconnectSync()
  instance.closeSync()
}
