import { AppError } from '@cloudact/core/errors'

/** Refuses one more person than the plan has seats; `seats` null is unlimited. Throws `quota_exceeded`. */
export function refuseBeyondSeats(seats: number | null, taken: number, advice: string): void {
  if (seats === null || taken < seats) return
  throw new AppError('quota_exceeded', `The plan allows ${seats} members and that is used up. ${advice}`, {
    public: { limit: 'seats', limit_value: seats },
  })
}
