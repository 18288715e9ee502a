import { PgBoss } from 'pg-boss'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import { TENANT_ROLE } from '../database/tenant-scope.ts'
import { bossDatabase, bossTransaction } from './boss-database.ts'

/** Heard by every worker when there may be something to claim. */
export const RUN_QUEUED_CHANNEL = 'cloudact_run_queued'

const QUEUE = 'pipeline_runs'
const GRANT_LOCK = 7_214_003

/**
 * Runs that wait for a worker, lowest position first (`nextQueuePosition`). Putting in and taking out happen inside the caller's
 * transaction, together with the run's own row; a job is gone from the queue in the very transaction that makes a
 * process the run's owner, so nothing here expires and nothing is delivered twice.
 */
export type RunQueue = {
  enqueue(tx: Transaction, runId: string, position: number): Promise<void>
  /** The next run's id, or `undefined` when none waits. */
  take(tx: Transaction): Promise<string | undefined>
  close(): Promise<void>
}

/** Creates the queue's tables when they are missing. */
export async function openRunQueue(database: Database, log?: Logger): Promise<RunQueue> {
  const boss = new PgBoss({
    db: bossDatabase(database),
    backend: database.kind,
    schema: 'pgboss',
    // Ownership, time limits and recovery are the run's, not the job's.
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => log?.error({ error: error.message }, 'The run queue reported an error'))
  await createSchema(database)
  await boss.start()
  await boss.createQueue(QUEUE, { policy: 'standard', retryLimit: 0 })
  // Makes pg-boss remember the queue now. Looking it up later, from inside a transaction that holds PGlite's only
  // connection, would wait for itself.
  await boss.getQueueStats(QUEUE)
  await letTenantsEnqueue(database)

  return {
    async enqueue(tx, runId, position) {
      await boss.send(QUEUE, { runId }, { db: bossTransaction(tx), priority: -position })
      await tx.query('SELECT pg_notify($1, $2)', [RUN_QUEUED_CHANNEL, runId])
    },
    async take(tx) {
      const db = bossTransaction(tx)
      const [job] = await boss.fetch<{ runId: string }>(QUEUE, { db, batchSize: 1 })
      if (job === undefined) return undefined
      await boss.deleteJob(QUEUE, job.id, { db })
      return job.data.runId
    },
    close: () => boss.stop({ graceful: false, close: false }),
  }
}

/**
 * Processes that start at once would each create the schema, and all but one of them fail: pg-boss takes an advisory
 * lock, after which PostgreSQL still remembers that there was no schema. Waiting for a table makes it look again.
 */
async function createSchema(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('LOCK TABLE schema_migrations IN SHARE ROW EXCLUSIVE MODE')
    await tx.query('CREATE SCHEMA IF NOT EXISTS pgboss')
  })
}

/** An organization's request puts its run into the queue in the transaction that inserts it. */
async function letTenantsEnqueue(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // Two processes granting at once would fail each other.
    await tx.query(`SELECT pg_advisory_xact_lock(${GRANT_LOCK})`)
    const [table] = await tx.query<{ granted: boolean }>(
      `SELECT has_table_privilege('${TENANT_ROLE}', 'pgboss.job', 'INSERT') AS granted`,
    )
    if (table?.granted === true) return
    await tx.query(
      `GRANT USAGE ON SCHEMA pgboss TO ${TENANT_ROLE}; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pgboss TO ${TENANT_ROLE}`,
    )
  })
}
