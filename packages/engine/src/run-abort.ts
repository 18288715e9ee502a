import { AppError } from '@cloudact/core/errors'

/** Abort reason of a run somebody cancelled; `by` is shown: `user ada@example.com`, `root`. */
export function cancelledBy(by: string): AppError {
  return new AppError('cancelled', `The run was cancelled by ${by}.`)
}

/** Abort reason when this process gives the run back: it is not over, another owner continues it. */
export function interrupted(): AppError {
  return new AppError('cancelled', 'The service is stopping; the run continues when it is back.', {
    detail: { interrupted: true },
  })
}

export function isInterruption(reason: unknown): boolean {
  return reason instanceof AppError && reason.code === 'cancelled' && reason.detail.interrupted === true
}

/** Abort reason when the run's own time is up. */
export function runTimedOut(minutes: number): AppError {
  return new AppError('timeout', `The run took longer than its limit of ${minutes} min and was stopped.`, {
    detail: { run: true },
  })
}
