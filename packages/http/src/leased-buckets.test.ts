import { expect, it } from 'vitest'
import { createLeasedBuckets } from './leased-buckets.ts'
import { createTokenBuckets } from './token-bucket.ts'

/** A shared bucket in the database's place, and two processes that lease from it. */
function deployment() {
  const clock = { time: 0, now: () => clock.time }
  const shared = createTokenBuckets(clock)
  let trips = 0
  const lease = async (bucket: string, perMinute: number, wanted: number) => {
    trips += 1
    const taken = Array.from({ length: wanted }, () => shared.take(bucket, perMinute)).filter(
      ({ allowed }) => allowed,
    )
    return { granted: taken.length, left: taken.at(-1)?.remaining ?? 0 }
  }
  return {
    clock,
    trips: () => trips,
    processes: [createLeasedBuckets(lease, clock), createLeasedBuckets(lease, clock)] as const,
  }
}

it('lets all processes together pass the limit and no more, with few trips to the database', async () => {
  const { processes, trips } = deployment()

  const taken = await Promise.all(
    Array.from({ length: 2_000 }, (_, index) => processes[index % 2 === 0 ? 0 : 1].take('org:acme', 1_000)),
  )

  expect(taken.filter(({ allowed }) => allowed)).toHaveLength(1_000)
  expect(trips()).toBeLessThan(150)
  expect(taken.at(-1)).toMatchObject({ allowed: false, limit: 1_000, remaining: 0, retryAfterSeconds: 1 })
})

it('passes again when the shared bucket has refilled, and keeps no lease for long', async () => {
  const { clock, processes } = deployment()
  await Promise.all(Array.from({ length: 70 }, () => processes[0].take('a', 60)))
  expect((await processes[1].take('a', 60)).allowed).toBe(false)

  clock.time += 30_000

  const later = await Promise.all(Array.from({ length: 70 }, () => processes[1].take('a', 60)))
  expect(later.filter(({ allowed }) => allowed)).toHaveLength(30)
})
