import { parseOrgSlug } from '@cloudact/core/org-slug'
import { findTimeZoneChange, requestTimeZone } from '@cloudact/store/organizations/time-zone-changes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'
import { createTimeZoneKeeper } from './time-zone-keeper.ts'

const ACME = parseOrgSlug('acme')
const GLOBEX = parseOrgSlug('globex')

let pipeline: TestPipeline
beforeAll(async () => {
  pipeline = await testPipeline()
})
afterAll(() => pipeline.close())

const request = (org: typeof ACME, zone: string) =>
  pipeline.database.transaction((tx) => requestTimeZone(tx, org, zone))

test('a zone that is asked for is taken without a call, for that organization only', async () => {
  await request(ACME, 'Asia/Kolkata')
  await eventually(
    () => findTimeZoneChange(pipeline.database, ACME),
    (wanted) => wanted === undefined,
  )
  expect(await pipeline.warehouse.forOrg(ACME).timeZone()).toBe('Asia/Kolkata')
  expect(await pipeline.warehouse.forOrg(GLOBEX).timeZone()).toBe('UTC')
})

test('the zone asked for last is the one in use, and what a stopped process left is done by the next', async () => {
  await pipeline.service.close()
  await request(GLOBEX, 'America/Los_Angeles')
  await request(GLOBEX, 'Europe/Berlin')
  const keeper = createTimeZoneKeeper({ ...pipeline, log: pipeline.log })
  await keeper.start()
  await keeper.applyAll()
  expect(await findTimeZoneChange(pipeline.database, GLOBEX)).toBeUndefined()
  expect(await pipeline.warehouse.forOrg(GLOBEX).timeZone()).toBe('Europe/Berlin')

  // What cannot be done stays on the list, and does not stand in the way of others.
  await request(GLOBEX, 'Mars/Olympus')
  await request(ACME, 'UTC')
  await keeper.applyAll()
  expect(await findTimeZoneChange(pipeline.database, GLOBEX)).toBe('Mars/Olympus')
  expect(await pipeline.warehouse.forOrg(ACME).timeZone()).toBe('UTC')
  await keeper.close()
})
