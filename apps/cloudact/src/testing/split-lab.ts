import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type OpenAiSimulator, startOpenAiSimulator } from '@cloudact/simulators/openai/server'
import { openPostgres } from '@cloudact/store/database/open-postgres'
import { ownPostgresDatabase } from '@cloudact/store/testing/test-database'
import type { Database } from '@cloudact/core/ports/sql'
import { freePorts, type Product, startProduct } from './product.ts'

export const ADMIN_KEY = 'sk-admin-of-the-split-tests-0123456789'

export type SplitLab = {
  readonly vendor: OpenAiSimulator
  /** A look into what the processes share. */
  readonly database: Database
  /** Starts one service as a process of its own on ports of its own. */
  start(service: 'api' | 'pipeline', changes?: Readonly<Record<string, string>>): Promise<Product>
  close(): Promise<void>
}

/** One empty PostgreSQL database, one data folder and a simulated vendor for any number of processes. */
export async function openSplitLab(server: string): Promise<SplitLab> {
  const root = await mkdtemp(path.join(tmpdir(), 'cloudact-split-'))
  const own = await ownPostgresDatabase(server)
  const vendor = await startOpenAiSimulator({ adminKeys: [ADMIN_KEY], scale: 0.2 })
  const overlay = path.join(root, 'overlay')
  await mkdir(path.join(overlay, 'system'), { recursive: true })
  await writeFile(
    path.join(overlay, 'system/providers.yml'),
    `providers:\n  openai:\n    api_base_url: ${vendor.url}\n    rate_limit: { requests_per_minute: 100000 }\n`,
  )
  const database = await openPostgres({ url: own.url, poolSize: 2 })
  const started: Product[] = []
  return {
    vendor,
    database,
    async start(service, changes = {}) {
      const variables = {
        ...(await freePorts()),
        CLOUDACT_DATA_DIR: path.join(root, 'data'),
        CLOUDACT_CONFIG_DIR: overlay,
        DATABASE_URL: own.url,
        RATE_LIMIT_ENABLED: 'false',
        LOG_LEVEL: 'warn',
        ...changes,
      }
      const product = startProduct(variables, ['--only', service])
      started.push(product)
      return product
    },
    async close() {
      for (const product of started) product.kill('SIGKILL')
      await Promise.all(started.map((product) => product.ended))
      await vendor.close()
      await database.close()
      await own.drop()
      await rm(root, { recursive: true, force: true })
    },
  }
}
