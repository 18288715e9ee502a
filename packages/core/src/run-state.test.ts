import { describe, expect, it } from 'vitest'
import { canTransition, isFinal, RUN_STATES } from './run-state.ts'

describe('run states', () => {
  it('go pending, validating, running, completed', () => {
    expect(canTransition('PENDING', 'VALIDATING')).toBe(true)
    expect(canTransition('VALIDATING', 'RUNNING')).toBe(true)
    expect(canTransition('RUNNING', 'COMPLETED')).toBe(true)
  })

  it('never leave a final state', () => {
    for (const final of RUN_STATES.filter(isFinal)) {
      expect(RUN_STATES.filter((next) => canTransition(final, next))).toEqual([])
    }
    expect(RUN_STATES.filter(isFinal)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT'])
  })
})
