import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { OrgWarehouse, Row, TableSchema, Warehouse } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import { systemTimers } from '../timers.ts'
import { TestLogger } from './test-logger.ts'

export type TestLake = {
  readonly database: Database
  readonly warehouse: Warehouse
  /** The tables of one organization, `acme` unless told: `warehouse` of a test context. */
  readonly forOrg: (org?: string) => OrgWarehouse
  /** All live rows of a table, in the order of a column list such as `day, model`. */
  readonly rows: (table: string, orderBy: string, org?: string) => Promise<Row[]>
  /** Puts rows into one slice of a table, creating it first. */
  readonly fill: (schema: TableSchema, slice: FilledSlice, rows: readonly Row[]) => Promise<void>
  close(): Promise<void>
}

export type FilledSlice = {
  readonly period: string
  readonly pipelineId?: string
  readonly credentialId?: string
  readonly accountId?: string
  readonly org?: string
}

/** A real lake in a temporary folder with its catalog in a database of its own. Open one per test file. */
export async function testLake(): Promise<TestLake> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-lake-'))
  const database = await testDatabase()
  const lake = await openLake({
    folder,
    database,
    memoryLimitMb: 512,
    threads: 1,
    clock: systemTimers,
    log: new TestLogger(),
  })
  const forOrg = (org = 'acme') => lake.forOrg(parseOrgSlug(org))
  return {
    database,
    warehouse: lake,
    forOrg,
    async rows(table, orderBy, org) {
      const batches = await Array.fromAsync(
        forOrg(org).query({ sql: `SELECT * FROM {{table(${table})}} ORDER BY ${orderBy}` }),
      )
      return batches.flat()
    },
    async fill(
      schema,
      { period, org, pipelineId = `${org ?? 'acme'}-test-pipeline`, credentialId = 'cred-1', accountId = '' },
      rows,
    ) {
      const warehouse = forOrg(org)
      await warehouse.ensureTable(schema)
      const slice = { table: schema.name, pipelineId, credentialId, accountId, period }
      const lineage = {
        x_org_slug: org ?? 'acme',
        x_pipeline_id: pipelineId,
        x_credential_id: credentialId,
        x_pipeline_run_date: period.length === 7 ? `${period}-01` : period,
        x_run_id: 'filled',
        x_ingested_at: '2026-01-01T00:00:00.000Z',
        x_ingestion_date: '2026-01-01',
      }
      await warehouse.replaceSlices([{ slice, content: { kind: 'rows', rows: [rows] } }], {
        runId: 'filled',
        stamp: lineage,
      })
    },
    async close() {
      await lake.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
