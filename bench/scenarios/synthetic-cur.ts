import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { syntheticCurSelect } from '@cloudact/simulators/aws/synthetic-cur-select'

export type SyntheticCur = {
  /** The export's own folder; its name is the export's. */
  readonly folder: string
  /** First days of the months to write. */
  readonly months: readonly string[]
  readonly rowsPerMonth: number
  readonly resources: number
  readonly combinations?: number
  readonly linesADay?: number
}

const PAYER = '111122223333'
const ROW_GROUP = 250_000

/** Writes months of a CUR 2.0 export with manifests, as AWS lays them out. */
export async function writeSyntheticCur({
  folder,
  months,
  rowsPerMonth,
  ...spread
}: SyntheticCur): Promise<void> {
  const name = path.basename(folder)
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
  for (const day of months) {
    const month = day.slice(0, 7)
    const data = path.join(folder, 'data', `BILLING_PERIOD=${month}`)
    const metadata = path.join(folder, 'metadata', `BILLING_PERIOD=${month}`)
    mkdirSync(data, { recursive: true })
    mkdirSync(metadata, { recursive: true })
    const file = `${name}-00001.snappy.parquet`
    const select = syntheticCurSelect({ ...spread, rows: rowsPerMonth, month, payer: PAYER })
    await connection.run(
      `COPY (${select}) TO '${path.join(data, file)}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${ROW_GROUP})`,
    )
    writeFileSync(
      path.join(metadata, `${name}-Manifest.json`),
      JSON.stringify({
        executionId: `${month}-${rowsPerMonth}`,
        dataFiles: [`s3://bucket/${name}/data/BILLING_PERIOD=${month}/${file}`],
      }),
    )
  }
  connection.closeSync()
  instance.closeSync()
}
