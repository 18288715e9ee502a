import { expect, it } from 'vitest'
import { untilQuiet } from './until-quiet.ts'

it('waits while there is work, and goes on when there has been none for a while', async () => {
  let busy = true
  let done = false
  const waiting = untilQuiet(() => !busy, new AbortController().signal).then(() => (done = true))
  const looks = { count: 0 }
  await untilQuiet(() => (looks.count += 1) > 0, new AbortController().signal)
  expect(looks.count).toBeGreaterThan(2)
  expect(done).toBe(false)
  busy = false
  await waiting
  expect(done).toBe(true)
})

it('ends with the signal', async () => {
  const controller = new AbortController()
  const waiting = untilQuiet(() => false, controller.signal)
  controller.abort(new Error('stopping'))
  await expect(waiting).rejects.toThrow()
})
