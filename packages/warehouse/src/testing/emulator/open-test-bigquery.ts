import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import { openBigQuery, type BigQueryOptions, type BigQueryWarehouse } from '../../bigquery/open-bigquery.ts'
import { silentLogger } from '../open-test-lake.ts'
import { openEmulatorFront, type EmulatorFront } from './emulator-front.ts'

export type TestBigQuery = {
  readonly warehouse: BigQueryWarehouse
  readonly front: EmulatorFront
  readonly database: Database
  /** Closes the warehouse and its front. */
  closeKeepingDatabase(): Promise<void>
  /** The database too. */
  close(): Promise<void>
}

/** The BigQuery warehouse on the emulator that `npm run test:bigquery` started. */
export async function openTestBigQuery(
  database: Database,
  options: Partial<BigQueryOptions> = {},
): Promise<TestBigQuery> {
  const emulator = process.env['BIGQUERY_EMULATOR_URL']
  if (emulator === undefined)
    throw new Error('BIGQUERY_EMULATOR_URL is not set: run this file by npm run test:bigquery.')
  const front = await openEmulatorFront(emulator)
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-bigquery-'))
  const warehouse = await openBigQuery({
    project: 'test',
    location: 'EU',
    apiEndpoint: front.endpoint,
    database,
    temporaryFolder: folder,
    pollMilliseconds: 5,
    retryMilliseconds: 1,
    clock: systemClock,
    log: silentLogger,
    ...options,
  })
  const closeKeepingDatabase = async (): Promise<void> => {
    await warehouse.close()
    await front.close()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    warehouse,
    front,
    database,
    closeKeepingDatabase,
    async close() {
      await closeKeepingDatabase()
      await database.close()
    },
  }
}
