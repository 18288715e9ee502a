import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPostgres } from '@cloudact/store/database/open-postgres'
import { migrate } from '@cloudact/store/migrate'
import { startPostgres } from '../../tools/postgres-server.ts'
import { atLeast, atMost, type Figure, percentile, plain } from '../figures.ts'
import { answersPerSecond, latencies } from '../raw-http.ts'
import { type BenchServer, startServer } from '../server.ts'

const ORG = 'bench_control'
const READS = 40_000
const SAMPLES = 4_000
const OTHER = '/api/v1/organizations/somebody_else/subscription'
const OWN = `/api/v1/organizations/${ORG}/subscription`

async function onboard(server: BenchServer): Promise<string> {
  const { api_key: key } = await server.call<{ api_key: string }>('POST', '/api/v1/organizations/onboard', {
    org_slug: ORG,
    company_name: 'Bench',
    admin_email: 'bench@example.com',
    subscription_plan: 'enterprise',
  })
  return key
}

/** First steps on an empty folder with the embedded database. */
async function embedded(folder: string): Promise<Figure[]> {
  const server = await startServer(path.join(folder, 'embedded'))
  try {
    const begun = performance.now()
    await server.call('POST', '/api/v1/admin/bootstrap', {})
    await onboard(server)
    return [
      atMost('bootstrap and onboard, embedded', (performance.now() - begun) / 1000, 2, 's'),
      plain('  start on an empty folder before it', server.readyMilliseconds / 1000, 's'),
    ]
  } finally {
    await server.stop()
  }
}

/** The api service on PostgreSQL: one process, beside the database and the client on the same machine. */
async function onPostgres(folder: string): Promise<Figure[]> {
  const postgres = await startPostgres()
  if (postgres === undefined) return []
  try {
    const begun = performance.now()
    const database = await openPostgres({ url: postgres.url })
    await migrate(database)
    const migrated = (performance.now() - begun) / 1000
    await database.close()
    const server = await startServer(
      path.join(folder, 'split'),
      { DATABASE_URL: postgres.url, LOG_LEVEL: 'warn' },
      ['--only', 'api'],
    )
    try {
      const headers = { 'x-api-key': await onboard(server) }
      const own = { path: OWN, headers }
      const load = { count: READS, sockets: 8, depth: 8 }
      await answersPerSecond(server.port, own, { ...load, count: READS / 4 })
      const before = server.processorSeconds()
      const rate = await answersPerSecond(server.port, own, load)
      const processor = ((server.processorSeconds() - before) / READS) * 1000
      const live = await latencies(server.port, { path: '/health/live', headers: {} }, SAMPLES)
      const refused = await latencies(server.port, { path: OTHER, headers }, SAMPLES)
      const read = await latencies(server.port, own, SAMPLES)
      const base = percentile(live, 0.5)
      return [
        atMost('migrating an empty PostgreSQL database', migrated, 5, 's'),
        atLeast('authenticated reads, PostgreSQL', rate, 5_000, 'reads/s'),
        plain('  processor time of one, api process', processor, 'ms'),
        atMost('authentication and tenancy over /health/live, p50', percentile(refused, 0.5) - base, 1, 'ms'),
        plain('  an authenticated read alone, p50', percentile(read, 0.5), 'ms'),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}

/** What the control plane answers in. Nothing on PostgreSQL where none is installed. */
export async function controlPlane(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    return [...(await embedded(folder)), ...(await onPostgres(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
