import type { OwnPrice } from '../../api/shapes.ts'

/** A change of prices that was made, in the API's words, and the days it touches (UTC, half-open). */
export type PriceChange = {
  readonly provider: string
  readonly from: string
  readonly to: string | null
  readonly message: string
  /** Past days are among them: they keep their cost until priced again. */
  readonly recostNeeded: boolean
}

type Answer = { readonly message: string; readonly recost_needed: boolean }

/** The change that an answer tells of; undefined when no price changed. */
export function priceChange(changed: readonly OwnPrice[], answer: Answer): PriceChange | undefined {
  const [first] = changed
  if (!first) return undefined
  const from = changed.reduce(
    (day, one) => (one.effective_from < day ? one.effective_from : day),
    first.effective_from,
  )
  const ends = changed.map((one) => one.effective_to)
  const to = ends.reduce((day, one) => (day === null || one === null ? null : one > day ? one : day))
  return { provider: first.provider, from, to, message: answer.message, recostNeeded: answer.recost_needed }
}
