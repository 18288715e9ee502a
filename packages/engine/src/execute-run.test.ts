import { AppError } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import { cancelledBy, interrupted } from './run-abort.ts'
import { TestRun, type Work } from './testing/test-run.ts'

const done: Work = async () => ({ rows: 1 })
const hang: Work = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
const failing =
  (code: 'provider_unavailable' | 'credential_rejected'): Work =>
  async () => {
    throw new AppError(code, `It is ${code}.`)
  }
const unreachable = failing('provider_unavailable')
const refused = failing('credential_rejected')

/** Fails so many times, then succeeds. */
function flaky(
  failures: number,
  code: 'provider_unavailable' | 'rate_limited' = 'provider_unavailable',
  retryAfterSeconds?: number,
): Work {
  let left = failures
  return async () => {
    if (left-- > 0) throw new AppError(code, 'Not now.', { retryAfterSeconds })
    return { rows: 7 }
  }
}

describe('executeRun', () => {
  it('goes through the states and counts rows', async () => {
    const run = new TestRun()
    const outcome = await run.start([{ step_id: 'a' }, { step_id: 'b' }], {
      a: done,
      b: async () => ({ rows: 41 }),
    })
    expect(outcome).toMatchObject({ state: 'COMPLETED', rows: 42, error: null, partial: false })
    expect(run.states()).toEqual(['VALIDATING', 'RUNNING', 'COMPLETED'])
    expect(run.endings()).toEqual(['a:COMPLETED', 'b:COMPLETED'])
    expect(run.timers.pending).toBe(0)
  })

  it('a missing depends_on means after the previous step, [] means at once', async () => {
    const run = new TestRun()
    const order: string[] = []
    const gate = Promise.withResolvers<undefined>()
    const work: Record<string, Work> = {
      first: async () => {
        order.push('first starts')
        await gate.promise
        order.push('first ends')
        return { rows: 0 }
      },
      second: async () => {
        order.push('second')
        return { rows: 0 }
      },
      at_once: async () => {
        order.push('at once')
        gate.resolve(undefined)
        return { rows: 0 }
      },
    }
    await run.start(
      [{ step_id: 'first' }, { step_id: 'second' }, { step_id: 'at_once', depends_on: [] }],
      work,
    )
    expect(order).toEqual(['first starts', 'at once', 'first ends', 'second'])
  })

  it('retries only what can pass, doubling the wait, and honours Retry-After', async () => {
    const run = new TestRun()
    const steps = [{ step_id: 'a', retry: { max_attempts: 4, backoff_seconds: 10, exponential: true } }]
    const outcome = await run.timers.run(run.start(steps, { a: flaky(3) }))
    expect(outcome).toMatchObject({ state: 'COMPLETED', rows: 7 })
    expect(run.timers.waited).toEqual([10_000, 20_000, 40_000])
    expect(outcome.steps[0]).toMatchObject({ attempts: 4 })

    const limited = new TestRun()
    await limited.timers.run(limited.start(steps, { a: flaky(1, 'rate_limited', 90) }))
    expect(limited.timers.waited).toEqual([90_000])

    const rejected = new TestRun()
    expect(await rejected.timers.run(rejected.start(steps, { a: refused }))).toMatchObject({
      state: 'FAILED',
      error: { code: 'credential_rejected', errorClass: 'PERMANENT', retryable: false },
    })
    expect(rejected.timers.waited).toEqual([])
  })

  it('jitters between half and all of the wait', async () => {
    const run = new TestRun()
    run.random = 0
    await run.timers.run(
      run.start([{ step_id: 'a', retry: { max_attempts: 2, backoff_seconds: 10, exponential: true } }], {
        a: flaky(1),
      }),
    )
    expect(run.timers.waited).toEqual([5_000])
  })

  it('gives up after max_attempts and says so', async () => {
    const run = new TestRun()
    const outcome = await run.timers.run(
      run.start([{ step_id: 'a', retry: { max_attempts: 3 } }], { a: unreachable }),
    )
    expect(outcome.steps[0]).toMatchObject({ state: 'FAILED', attempts: 3 })
    expect(outcome.error?.message).toBe('Step "a" failed: It is provider_unavailable.')
  })

  it('stops one step at its own timeout and lets another run go on', async () => {
    const slow = new TestRun()
    const other = new TestRun()
    const gate = Promise.withResolvers<undefined>()
    const otherRun = other.start([{ step_id: 'a' }], { a: () => gate.promise.then(() => ({ rows: 1 })) })
    const outcome = await slow.timers.run(slow.start([{ step_id: 'a', timeout_seconds: 30 }], { a: hang }))
    expect(outcome).toMatchObject({ state: 'FAILED', error: { code: 'timeout' } })
    expect(outcome.endedAt - outcome.startedAt).toBe(30_000)
    expect(other.opened[0]?.signal.aborted).toBe(false)
    gate.resolve(undefined)
    expect(await otherRun).toMatchObject({ state: 'COMPLETED' })
  })

  it('a processor that ignores its signal is left behind after a grace time', async () => {
    const run = new TestRun()
    const outcome = await run.timers.run(
      run.start([{ step_id: 'a', timeout_seconds: 30 }], { a: () => new Promise(() => {}) }),
    )
    expect(outcome.steps[0]).toMatchObject({ state: 'TIMEOUT' })
    expect(outcome.endedAt - outcome.startedAt).toBe(35_000)
  })

  it('a run over its own limit ends TIMEOUT and its reactions still run', async () => {
    const run = new TestRun()
    const seen: unknown[] = []
    const outcome = await run.timers.run(
      run.start(
        [
          { step_id: 'a', timeout_seconds: 7_200 },
          { step_id: 'b' },
          { step_id: 'notify', trigger: 'on_failure' },
        ],
        {
          a: hang,
          b: done,
          notify: async ({ settled, signal }) => {
            seen.push(
              settled.map((step) => `${step.stepId}:${step.state}`),
              signal.aborted,
            )
            return { rows: 0 }
          },
        },
        { timeoutMinutes: 5 },
      ),
    )
    expect(outcome).toMatchObject({ state: 'TIMEOUT', error: { errorClass: 'TIMEOUT' } })
    expect(outcome.endedAt - outcome.startedAt).toBe(300_000)
    expect(seen).toEqual([['a:TIMEOUT', 'b:SKIPPED'], false])
  })

  it('on_failure stop lets parallel steps finish and starts no new ones', async () => {
    const run = new TestRun()
    const gate = Promise.withResolvers<undefined>()
    const outcome = run.start(
      [
        { step_id: 'bad', depends_on: [] },
        { step_id: 'good', depends_on: [] },
        { step_id: 'after_good', depends_on: ['good'] },
      ],
      {
        bad: refused,
        good: () => gate.promise.then(() => ({ rows: 5 })),
        after_good: done,
      },
    )
    gate.resolve(undefined)
    expect(await outcome).toMatchObject({ state: 'FAILED', rows: 5 })
    expect(run.endings()).toEqual(['bad:FAILED', 'good:COMPLETED', 'after_good:SKIPPED'])
  })

  it('on_failure continue runs dependents and ends COMPLETED but partial', async () => {
    const run = new TestRun()
    const outcome = await run.start(
      [
        { step_id: 'a', on_failure: 'continue' },
        { step_id: 'b' },
        { step_id: 'mail', trigger: 'on_failure' },
      ],
      { a: refused, b: done, mail: done },
    )
    expect(outcome).toMatchObject({ state: 'COMPLETED', partial: true, error: null })
    expect(run.endings()).toEqual(['a:FAILED', 'b:COMPLETED', 'mail:SKIPPED'])
  })

  it('on_failure alert is as continue, and reactions hear of it', async () => {
    const run = new TestRun()
    const outcome = await run.start(
      [{ step_id: 'a', on_failure: 'alert' }, { step_id: 'b' }, { step_id: 'mail', trigger: 'on_failure' }],
      { a: refused, b: done, mail: done },
    )
    expect(outcome).toMatchObject({ state: 'COMPLETED', partial: true })
    expect(run.endings()).toEqual(['a:FAILED', 'b:COMPLETED', 'mail:COMPLETED'])
  })

  it('reactions without depends_on wait for all work, wherever they stand in the file', async () => {
    const steps = [
      { step_id: 'on_failure', trigger: 'on_failure' as const },
      { step_id: 'on_completion', trigger: 'on_completion' as const },
      { step_id: 'always', trigger: 'always' as const },
      { step_id: 'work' },
    ]
    const reactions = { on_failure: done, on_completion: done, always: done }
    const good = new TestRun()
    expect(await good.start(steps, { ...reactions, work: done })).toMatchObject({ state: 'COMPLETED' })
    expect(good.endings()).toEqual([
      'work:COMPLETED',
      'on_failure:SKIPPED',
      'on_completion:COMPLETED',
      'always:COMPLETED',
    ])
    const bad = new TestRun()
    expect(await bad.start(steps, { ...reactions, work: refused })).toMatchObject({ state: 'FAILED' })
    expect(bad.endings()).toEqual([
      'work:FAILED',
      'on_failure:COMPLETED',
      'on_completion:COMPLETED',
      'always:COMPLETED',
    ])
  })

  it('a failing reaction does not change how the run ended', async () => {
    const run = new TestRun()
    const outcome = await run.start([{ step_id: 'a' }, { step_id: 'mail', trigger: 'always' }], {
      a: done,
      mail: refused,
    })
    expect(outcome).toMatchObject({ state: 'COMPLETED', partial: true })
  })

  it('cancelling ends CANCELLED, skips the rest, and notifies nobody but always', async () => {
    const run = new TestRun()
    const started = Promise.withResolvers<undefined>()
    const outcome = run.start(
      [
        { step_id: 'a' },
        { step_id: 'b' },
        { step_id: 'mail', trigger: 'on_failure' },
        { step_id: 'report', trigger: 'on_completion' },
        { step_id: 'clean', trigger: 'always' },
      ],
      {
        a: (context, config) => {
          started.resolve(undefined)
          return hang(context, config)
        },
        b: done,
        mail: done,
        report: done,
        clean: done,
      },
    )
    await started.promise
    run.abort.abort(cancelledBy('ada'))
    expect(await outcome).toMatchObject({
      state: 'CANCELLED',
      from: 'CANCELLING',
      error: { code: 'cancelled', message: 'The run was cancelled by ada.' },
    })
    expect(run.endings()).toEqual([
      'a:CANCELLED',
      'b:SKIPPED',
      'mail:SKIPPED',
      'report:SKIPPED',
      'clean:COMPLETED',
    ])
  })

  it('cancelling during a backoff ends at once', async () => {
    const run = new TestRun()
    const outcome = run.start([{ step_id: 'a', retry: { max_attempts: 3, backoff_seconds: 3_600 } }], {
      a: unreachable,
    })
    await run.timers.advance(10)
    run.abort.abort(cancelledBy('ada'))
    expect(await outcome).toMatchObject({ state: 'CANCELLED' })
    expect(run.timers.pending).toBe(0)
  })

  it('an interrupted run goes back to PENDING and is resumed without repeating finished steps', async () => {
    const first = new TestRun()
    const started = Promise.withResolvers<undefined>()
    const outcome = first.start(
      [{ step_id: 'a' }, { step_id: 'b' }, { step_id: 'mail', trigger: 'always' }],
      {
        a: async () => ({ rows: 3, output: { cursor: 'x9' } }),
        b: (context, config) => {
          started.resolve(undefined)
          return hang(context, config)
        },
        mail: done,
      },
    )
    await started.promise
    first.abort.abort(interrupted())
    expect(await outcome).toMatchObject({ state: 'PENDING' })
    expect(first.endings()).toEqual(['a:COMPLETED'])
    const begun = first.events.flatMap((event) => (event.kind === 'step_started' ? [event.stepId] : []))
    expect(begun).toEqual(['a', 'b'])

    const second = new TestRun()
    const seen: unknown[] = []
    const resumed = await second.start(
      [{ step_id: 'a' }, { step_id: 'b', config: { from: '${a.cursor}' } }],
      {
        a: refused,
        b: async (_, config) => {
          seen.push(config)
          return { rows: 2 }
        },
      },
      { completed: new Map([['a', { rows: 3, output: { cursor: 'x9' } }]]) },
    )
    expect(resumed).toMatchObject({ state: 'COMPLETED', rows: 5 })
    expect(seen).toEqual([{ from: 'x9' }])
  })

  it('does again what follows a step that is done again, reactions too', async () => {
    const run = new TestRun()
    const outcome = await run.start(
      [
        { step_id: 'a' },
        { step_id: 'b' },
        { step_id: 'side', depends_on: [] },
        { step_id: 'mail', trigger: 'on_completion' },
      ],
      { a: done, b: async () => ({ rows: 9 }), side: refused, mail: done },
      { completed: new Map(['b', 'side', 'mail'].map((id) => [id, { rows: 100, output: {} }])) },
    )
    expect(outcome).toMatchObject({ state: 'COMPLETED', rows: 1 + 9 + 100 + 1 })
  })

  it.each([
    ['an unknown step type', [{ step_id: 'a', ps_type: 'no.such' }], 'There is no step type "no.such"'],
    [
      'a cycle',
      [
        { step_id: 'a', depends_on: ['b'] },
        { step_id: 'b', depends_on: ['a'] },
      ],
      'a → b → a',
    ],
    ['an unknown dependency', [{ step_id: 'a', depends_on: ['zz'] }], 'depends on "zz"'],
    [
      'an unresolved variable',
      [{ step_id: 'ok' }, { step_id: 'a', config: { deep: [{ url: 'x/${nope}' }] } }],
      'Step "a" uses the variable ${nope}',
    ],
    [
      'an unresolved load-time variable',
      [{ step_id: 'a', config: { url: '{nope}' } }],
      'Step "a" uses the variable {nope} (in config.url)',
    ],
    [
      'an output of a step it does not wait for',
      [
        { step_id: 'a', config: { x: '${b.rows}' } },
        { step_id: 'b', depends_on: [] },
      ],
      '${b.rows}',
    ],
  ])('refuses %s before anything runs', async (_, steps, message) => {
    const run = new TestRun()
    const outcome = await run.start(steps, { a: done, b: done, ok: done })
    expect(outcome).toMatchObject({
      state: 'FAILED',
      error: { code: 'config_invalid', errorClass: 'VALIDATION_ERROR' },
    })
    expect(outcome.error?.message).toContain(message)
    expect(run.opened).toEqual([])
    expect(run.states()).toEqual(['VALIDATING', 'FAILED'])
  })

  it('keeps secrets and internals out of what is recorded', async () => {
    const run = new TestRun()
    await run.start([{ step_id: 'a', on_failure: 'continue' }, { step_id: 'b' }], {
      a: async () => {
        throw new Error('SELECT * FROM secrets WHERE key = s3cret-value')
      },
      b: async () => ({ rows: 0, output: { url: 'https://vendor.example/?key=s3cret-value' } }),
    })
    const recorded = JSON.stringify(run.events)
    expect(recorded).not.toContain('s3cret-value')
    expect(recorded).not.toContain('SELECT')
    expect(recorded).toContain('Something went wrong that this step does not know how to explain.')
  })
})
