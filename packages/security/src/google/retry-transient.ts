import { setTimeout } from 'node:timers/promises'
import { toGoogleFault } from './google-fault.ts'

/** Seconds before the second, third and fourth attempt. */
const DELAYS_SECONDS = [1, 2, 4]

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>

const realWait: Wait = (milliseconds) => setTimeout(milliseconds)

/** Runs a call of a Google service up to four times while its fault is transient. Throws the last `GoogleFault`. */
export async function retryTransient<Result>(
  call: () => Promise<Result>,
  wait: Wait = realWait,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      const fault = toGoogleFault(error)
      const delay = DELAYS_SECONDS[attempt]
      if (fault.kind !== 'transient' || delay === undefined) throw fault
      await wait(delay * 1000)
    }
  }
}
