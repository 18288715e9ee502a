import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Dataset } from '@cloudact/core/ports/dataset'
import type { OrgWarehouse, Statement } from '@cloudact/core/ports/warehouse'
import { withDataset } from './open-dataset.ts'

export type ExportOptions = { readonly memoryLimitMb: number; readonly signal: AbortSignal }

/**
 * Gives the rows of a statement to `work` as a dataset, whatever keeps them: they go through a temporary Parquet file,
 * in the order the statement says.
 */
export async function withExport<Result>(
  warehouse: OrgWarehouse,
  statement: Statement,
  { memoryLimitMb, signal }: ExportOptions,
  work: (dataset: Dataset) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted()
  const temporaryFolder = await mkdtemp(join(tmpdir(), 'cloudact-dataset-'))
  try {
    const file = join(temporaryFolder, 'rows.parquet')
    const chunks = warehouse.export(statement, 'parquet', { signal })
    await pipeline(Readable.from(chunks), createWriteStream(file), { signal })
    return await withDataset(file, { temporaryFolder, memoryLimitMb, signal }, work)
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true })
  }
}
