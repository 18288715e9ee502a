import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { acceptRun } from '../runs/accept-run.ts'
import { claimRun } from '../runs/claim-run.ts'
import { endOwnedRun, giveBackRun } from '../runs/own-run.ts'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { openRunQueue, type RunQueue } from './run-queue.ts'

const NOW = Date.parse('2026-01-15T10:00:00Z')
let database: Database
let queue: RunQueue
let round = 0
const orgs = { big: '', small: '', other: '' } as Record<'big' | 'small' | 'other', OrgSlug>

beforeAll(async () => {
  database = await testDatabase()
  queue = await openRunQueue(database)
})
afterAll(async () => {
  await queue.close()
  await database.close()
})
beforeEach(async () => {
  await database.query('DELETE FROM org_profiles')
  round += 1
  for (const name of ['big', 'small', 'other'] as const)
    orgs[name] = await testOrganization(database, `${name}_${round}`)
})

type Name = keyof typeof orgs

async function accept(name: Name, count = 1): Promise<void> {
  const org = orgs[name]
  for (let index = 0; index < count; index += 1) {
    const request = {
      org,
      pipelineId: `${org}-genai-payg-openai`,
      pipelinePath: 'genai/payg/openai',
      credentialId: `cred_${Math.random()}`,
      range: { start: '2026-01-14', end: '2026-01-15' },
      triggerType: 'api',
      triggerBy: 'test',
      configVersion: 'v1',
    } as const
    await acceptRun(database, queue, request, NOW)
  }
}

/** Claims one run in the name of `slot` and says whose it was. */
async function claim(slot = 'slot'): Promise<{ readonly name: string; readonly id: string } | undefined> {
  const run = await claimRun(database, queue, slot, NOW)
  return run && { name: run.org_slug.replace(/_\d+$/, ''), id: run.pipeline_logging_id }
}

async function order(count: number): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = []
  for (let index = 0; index < count; index += 1) {
    const claimed = await claim()
    if (claimed) await endOwnedRun(database, claimed.id, 'slot', { state: 'FAILED' }, NOW)
    names.push(claimed?.name)
  }
  return names
}

test('a backfill of any length delays another organization’s run by no more than one of them', async () => {
  await accept('big', 120)
  expect(await order(3)).toEqual(['big', 'big', 'big'])
  await accept('small')
  expect((await order(2)).toSorted()).toEqual(['big', 'small'])
  await accept('small')
  expect((await order(2)).toSorted()).toEqual(['big', 'small'])
})

test('a run accepted while all slots are the backfill’s gets one of the next two that become free', async () => {
  await accept('big', 50)
  const running = await Promise.all(['a', 'b', 'c', 'd'].map((slot) => claim(slot)))
  expect(running.every((run) => run?.name === 'big')).toBe(true)
  await accept('small')
  expect((await order(2)).toSorted()).toEqual(['big', 'small'])
})

test('organizations that wait take turns, and each one’s own runs keep their order', async () => {
  await accept('big', 6)
  await accept('small', 3)
  await accept('other', 2)
  const names = await order(11)
  expect(names.slice(0, 6).toSorted()).toEqual(['big', 'big', 'other', 'other', 'small', 'small'])
  expect(names.slice(6)).toEqual(['big', 'small', 'big', 'big', 'big'])
})

test('an organization that always has one more run does not keep a backfill from going on', async () => {
  await accept('big', 20)
  await order(5)
  const names: (string | undefined)[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    await accept('small')
    names.push(...(await order(1)))
  }
  expect(names.filter((name) => name === 'big').length).toBeGreaterThanOrEqual(4)
  expect(names.filter((name) => name === 'small').length).toBeGreaterThanOrEqual(4)
})

test('a run that was handed back keeps its place', async () => {
  await accept('big', 5)
  const first = await claim()
  await giveBackRun(database, queue, first?.id ?? '', 'slot', NOW)
  expect((await claim())?.id).toBe(first?.id)
})
