import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { Credential } from '../processor.ts'
import { systemTimers } from '../timers.ts'
import { MemoryWarehouse } from './memory-warehouse.ts'
import type { TestContextOptions } from './processor-context.ts'
import { testCatalog } from './test-catalog.ts'
import { vendorServer, type VendorAnswer, type VendorRequest, type VendorServer } from './vendor-server.ts'

const TABLE: TableSchema = {
  name: 'vendor_items',
  columns: [
    { name: 'id', type: 'string', required: true },
    { name: 'amount', type: 'decimal' },
    { name: 'used_on', type: 'date' },
    { name: 'seats', type: 'int64' },
    { name: 'owner_name', type: 'string' },
    { name: 'source', type: 'string' },
    { name: 'raw', type: 'json' },
    { name: 'x_run_id', type: 'string', required: true },
  ],
}
export const SECRET = 'sk-very-secret-1234'
export const CREDENTIAL: Credential = {
  credentialId: 'cred-1',
  provider: 'vendor',
  name: 'main',
  secrets: { api_key: SECRET },
  metadata: { account: 'a/7' },
}

/** A vendor on loopback, its registry entry and table, and a place for rows. */
export type Extraction = {
  readonly server: VendorServer
  readonly warehouse: MemoryWarehouse
  readonly options: TestContextOptions
  /** A valid configuration of `generic.api_extractor`, with changes. */
  readonly config: (over?: object) => Record<string, unknown>
}

export async function prepareExtraction(
  answer: (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>,
  over: Partial<TestContextOptions> = {},
): Promise<Extraction> {
  const vendor = await vendorServer(answer)
  const scratchFolder = await mkdtemp(join(tmpdir(), 'cloudact-scratch-'))
  const server: VendorServer = {
    ...vendor,
    async close() {
      await vendor.close()
      await rm(scratchFolder, { recursive: true, force: true })
    },
  }
  const catalog = testCatalog({
    tables: [TABLE],
    providers: {
      vendor: {
        type: 'saas',
        status: 'active',
        display_name: 'Vendor',
        credential_type: 'api_key',
        credential_fields: [],
        api_base_url: `${server.url}/v1`,
        auth_header: 'Authorization',
        auth_prefix: 'Token',
        headers: { 'x-version': '2026-01-01' },
        rate_limit: { requests_per_minute: 600_000 },
      },
    },
  })
  const warehouse = new MemoryWarehouse()
  // Backoff must not make the test wait; what is waited for is tested with the http client.
  const timers = {
    ...systemTimers,
    sleep: async (_: number, signal?: AbortSignal) => signal?.throwIfAborted(),
  }
  return {
    server,
    warehouse,
    options: { catalog, warehouse, credentials: [CREDENTIAL], timers, scratchFolder, ...over },
    config: (more = {}) => ({
      provider: 'vendor',
      url: '/items',
      destination: { table: 'vendor_items' },
      ...more,
    }),
  }
}

export const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: `i${from + index}` }))
export const ids = (rows: readonly Record<string, unknown>[] | undefined) => rows?.map((row) => row.id)
