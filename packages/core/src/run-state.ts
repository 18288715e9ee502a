/** Stored and returned in upper case. */
export const RUN_STATES = [
  'PENDING',
  'VALIDATING',
  'RUNNING',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMEOUT',
] as const
export type RunState = (typeof RUN_STATES)[number]

const NEXT: Readonly<Record<RunState, readonly RunState[]>> = {
  PENDING: ['VALIDATING', 'CANCELLED', 'FAILED'],
  VALIDATING: ['RUNNING', 'FAILED', 'CANCELLING', 'CANCELLED', 'TIMEOUT', 'PENDING'],
  RUNNING: ['COMPLETED', 'FAILED', 'CANCELLING', 'TIMEOUT', 'PENDING'],
  CANCELLING: ['CANCELLED', 'COMPLETED', 'FAILED', 'TIMEOUT'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
  TIMEOUT: [],
}

/** RUNNING → PENDING is a crashed owner's run going back to the queue. */
export function canTransition(from: RunState, to: RunState): boolean {
  return NEXT[from].includes(to)
}

export function isFinal(state: RunState): boolean {
  return NEXT[state].length === 0
}
