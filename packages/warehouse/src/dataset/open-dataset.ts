import { access } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { Dataset } from '@cloudact/core/ports/dataset'
import { bindParameters } from '../lake/bind-parameters.ts'
import { Engine, type Session } from '../lake/engine.ts'
import { sourceRelation } from '../lake/source-files.ts'
import { duckdbString } from '../sql/duckdb-dialect.ts'
import { datasetFormat } from './dataset-format.ts'
import { jsonColumns } from './json-columns.ts'

export type DatasetOptions = {
  readonly temporaryFolder: string
  readonly memoryLimitMb: number
  /** Default 2. */
  readonly threads?: number
  readonly signal?: AbortSignal | undefined
}

const TABLE = 'dataset'

/**
 * Opens one file (CSV, JSONL, either also gzipped, or Parquet) as a dataset and gives it to `work`. Parquet is read
 * where it lies; text is first read into memory, which spills to the temporary folder. The engine can read this file
 * and nothing else. Throws `invalid_input` when the file is missing, damaged, empty or of another kind.
 */
export async function withDataset<Result>(
  file: string,
  options: DatasetOptions,
  work: (dataset: Dataset) => Promise<Result>,
): Promise<Result> {
  const path = resolve(file)
  const format = datasetFormat(path)
  await access(path).catch((cause: unknown) => {
    throw new AppError('invalid_input', `The file "${basename(path)}" cannot be opened.`, {
      cause,
      detail: { path },
    })
  })
  const engine = await Engine.open({
    memoryLimitMb: options.memoryLimitMb,
    threads: options.threads ?? 2,
    slots: 1,
    temporaryFolder: options.temporaryFolder,
    folders: [options.temporaryFolder],
    files: [path],
    keepsOrder: true,
  })
  try {
    return await engine.use(options.signal, async (session) => {
      const what = `The file "${basename(path)}"`
      const run = (sql: string) => session.rows({ what, sql, signal: options.signal })
      const files = { format, paths: [path], select: '' }
      if (format === 'parquet') {
        const relation = `read_parquet(${duckdbString(path)}, file_row_number = true, hive_partitioning = false)`
        return await work(await asDataset(session, what, relation, '(file_row_number + 1)', true))
      }
      const relation = await sourceRelation(files, options.signal)
      if (format === 'csv') await run(`CREATE TEMP TABLE ${TABLE} AS SELECT * FROM ${relation}`)
      else await run(`CREATE TEMP TABLE ${TABLE} AS ${await jsonColumns(session, what, path)}`)
      return await work(await asDataset(session, what, TABLE, '(rowid + 1)', false))
    })
  } finally {
    engine.close()
  }
}

async function asDataset(
  session: Session,
  what: string,
  relation: string,
  rowNumber: string,
  isTyped: boolean,
): Promise<Dataset> {
  const columns = (await session.describe({ what, sql: `SELECT * FROM ${relation}` })).filter(
    ({ name }) => name !== 'file_row_number',
  )
  if (columns.length === 0) throw new AppError('invalid_input', `${what} is empty.`)
  return {
    columns,
    isTyped,
    relation,
    rowNumber,
    rows: (sql, parameters) =>
      session.rows({ what, sql, bound: bindParameters(Object.keys(parameters), parameters) }),
  }
}
