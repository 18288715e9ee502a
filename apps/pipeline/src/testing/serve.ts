import { join } from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import { openLocalKeyRing } from '@cloudact/security/local-key-ring'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { openPglite } from '@cloudact/store/database/open-pglite'
import { lockDataFolder } from '@cloudact/store/owner-lock'
import { acceptRun } from '@cloudact/store/runs/accept-run'
import { openRunQueue } from '@cloudact/store/queue/run-queue'
import { openLakeProcedures } from '@cloudact/warehouse/lake/lake-procedures'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import { addDays } from '@cloudact/core/day'
import { createPipelineService } from '../create-pipeline-service.ts'
import { partsCatalog, partsConfig, ROOT_KEY } from './test-parts.ts'

/**
 * Child process of the crash test: the service on a data folder, until it is killed. Accepts so many runs first and
 * prints their ids, then `serving`.
 */
const [folder, vendorUrl, count] = process.argv.slice(2)
if (folder === undefined || vendorUrl === undefined) throw new Error('Usage: serve FOLDER VENDOR_URL [RUNS]')
await lockDataFolder(folder)
const log = new TestLogger()
const database = await openPglite({ folder: join(folder, 'postgres') })
const catalog = partsCatalog(vendorUrl)
const queue = await openRunQueue(database)
const start = '2026-01-01'
for (let index = 0; index < Number(count ?? 0); index++) {
  const range = { start: addDays(start, index), end: addDays(start, index + 1) }
  const request = {
    org: parseOrgSlug('acme'),
    pipelineId: 'acme-genai-payg-call',
    pipelinePath: 'genai/payg/call',
    credentialId: '',
    range,
    triggerType: 'api' as const,
    triggerBy: 'test',
    configVersion: 'test',
  }
  const { run } = await acceptRun(database, queue, request, Date.now())
  process.stdout.write(`${run.pipeline_logging_id}\n`)
}
await queue.close()
const service = await createPipelineService({
  database,
  warehouse: await openLake({
    database,
    folder: join(folder, 'lake'),
    log,
    clock: systemClock,
    threads: 1,
    memoryLimitMb: 256,
  }),
  procedures: openLakeProcedures({ database, clock: systemClock }),
  catalog,
  catalogFor: () => catalog,
  kms: await openLocalKeyRing(join(folder, 'keys')),
  secrets: new SecretRegistry(),
  config: partsConfig(folder, { concurrency: 3 }),
  log,
  clock: systemClock,
  instanceId: `process-${process.pid}`,
  rootKey: ROOT_KEY,
})
process.stdout.write('serving\n')
process.once('SIGTERM', () => {
  void service
    .close()
    .then(() => database.close())
    .then(() => process.exit(0))
})
