import { AppError } from '@cloudact/core/errors'
import { expect, test } from 'vitest'
import { TestRun } from './testing/test-run.ts'

test('names the failed step once, also when its own message does', async () => {
  const saying = (message: string) => () => Promise.reject(new AppError('invalid_input', message))
  const plain = await new TestRun().start([{ step_id: 'a' }], { a: saying('Row 7 has no date.') })
  const named = await new TestRun().start([{ step_id: 'a' }], {
    a: saying('Step "a" uses the variable ${day}, which has no value.'),
  })
  const unexpected = await new TestRun().start([{ step_id: 'a' }], {
    a: () => Promise.reject(new TypeError('x is not a function')),
  })

  expect(plain.error?.message).toBe('Step "a" failed: Row 7 has no date.')
  expect(named.error?.message).toBe('Step "a" uses the variable ${day}, which has no value.')
  expect(unexpected.error?.message.match(/step/gi)).toHaveLength(2)
  expect(unexpected.error?.message.match(/failed/gi)).toHaveLength(1)
})
