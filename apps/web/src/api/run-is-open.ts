const OPEN = new Set(['PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING'])

/** Whether a run can still change, so that its page keeps asking. */
export function runIsOpen(status: string): boolean {
  return OPEN.has(status)
}
