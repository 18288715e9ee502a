/** The vendor's present moment in milliseconds: given, a function, or from the first `set` on what was set last. */
export type Present = { readonly now: () => number; readonly set: (milliseconds: number) => void }

export function presentOf(given: number | (() => number) = Date.now): Present {
  let now = typeof given === 'number' ? () => given : given
  return {
    now: () => now(),
    set: (milliseconds) => {
      now = () => milliseconds
    },
  }
}
