import { describe, expect, it } from 'vitest'
import { FakeTimers } from '../testing/fake-timers.ts'
import { RateLimiter } from './rate-limiter.ts'

describe('RateLimiter', () => {
  it('lets a burst through, then keeps the pace', async () => {
    const timers = new FakeTimers(0)
    const limiter = new RateLimiter(timers)
    const times: number[] = []
    await timers.run(
      (async () => {
        for (let call = 0; call < 13; call += 1) {
          await limiter.acquire('acme:vendor', 60)
          times.push(timers.now())
        }
      })(),
    )
    expect(times).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000, 2_000, 3_000])
  })

  it('keeps organizations apart and parallel callers of one together', async () => {
    const timers = new FakeTimers(0)
    const limiter = new RateLimiter(timers)
    const call = async (key: string) => {
      await limiter.acquire(key, 60, undefined, 1)
      return timers.now()
    }
    expect(await timers.run(Promise.all([call('a'), call('a'), call('b'), call('a')]))).toEqual([
      0, 1_000, 0, 2_000,
    ])
  })

  it('holds everybody of a key while the vendor asks to wait', async () => {
    const timers = new FakeTimers(0)
    const limiter = new RateLimiter(timers)
    limiter.pause('a', 30_000)
    await timers.run(limiter.acquire('a', 6_000))
    expect(timers.now()).toBe(30_000)
    await limiter.acquire('b', 6_000)
    expect(timers.now()).toBe(30_000)
  })
})
