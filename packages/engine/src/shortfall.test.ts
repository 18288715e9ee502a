import { AppError } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import { TestRun, type Work } from './testing/test-run.ts'

const done: Work = async () => ({ rows: 1 })

describe('a step with a shortfall', () => {
  it('a step that did all but a part of its work fails, and what follows goes on from what is done', async () => {
    const run = new TestRun()
    const seen: unknown[] = []
    const outcome = await run.start(
      [
        { step_id: 'read', retry: { max_attempts: 3 } },
        { step_id: 'convert' },
        { step_id: 'mail', trigger: 'on_failure' },
      ],
      {
        read: async () => ({
          rows: 5,
          output: { loaded: ['2026-10'] },
          shortfall: new AppError('invalid_input', 'September was refused.'),
        }),
        convert: async ({ outputs }) => {
          seen.push(outputs['read'])
          return { rows: 5 }
        },
        mail: done,
      },
    )
    expect(outcome).toMatchObject({
      state: 'FAILED',
      rows: 11,
      partial: false,
      error: { code: 'invalid_input', message: 'Step "read" failed: September was refused.' },
    })
    expect(outcome.steps[0]).toMatchObject({ attempts: 1, rows: 5 })
    expect(run.endings()).toEqual(['read:FAILED', 'convert:COMPLETED', 'mail:COMPLETED'])
    expect(seen).toEqual([{ loaded: ['2026-10'] }])
  })

  it('a part that may work later is tried again before the rest is gone on with', async () => {
    const run = new TestRun()
    const late = new AppError('provider_unavailable', 'A file is missing.')
    const shortfalls = [late, undefined]
    const steps = [
      { step_id: 'read', retry: { max_attempts: 2, backoff_seconds: 1 } },
      { step_id: 'convert' },
    ]
    const read: Work = async () => ({ rows: 5, shortfall: shortfalls.shift() })
    expect(await run.timers.run(run.start(steps, { read, convert: done }))).toMatchObject({
      state: 'COMPLETED',
    })
    expect(run.endings()).toEqual(['read:COMPLETED', 'convert:COMPLETED'])

    shortfalls.push(late, late)
    const never = new TestRun()
    expect(await never.timers.run(never.start(steps, { read, convert: done }))).toMatchObject({
      state: 'FAILED',
      rows: 6,
      error: { code: 'provider_unavailable', retryable: true },
    })
    expect(never.endings()).toEqual(['read:FAILED', 'convert:COMPLETED'])
  })
})
