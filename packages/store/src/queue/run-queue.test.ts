import { expect, it } from 'vitest'
import { testDatabase } from '../testing/test-database.ts'
import { openRunQueue } from './run-queue.ts'

it('processes that start at once on an empty database all get the queue', async () => {
  const database = await testDatabase()
  try {
    await database.query('DROP SCHEMA IF EXISTS pgboss CASCADE')
    const queues = await Promise.all(Array.from({ length: 6 }, () => openRunQueue(database)))
    for (const queue of queues) await queue.close()
    expect(await database.query('SELECT name FROM pgboss.queue')).toEqual([{ name: 'pipeline_runs' }])
  } finally {
    await database.close()
  }
})
