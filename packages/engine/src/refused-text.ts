/** Parts a text tells about; all of them are findings. */
const MOST_NAMED = 5

/**
 * What a step's error says when some of its parts were refused because of their own data: how many, that they stay as
 * before, what became of the others, and why the first were refused.
 */
export function refusedText({
  parts,
  done,
  others,
  told,
}: {
  readonly parts: 'slices' | 'months'
  /** What became of the others. */
  readonly done: 'made' | 'read'
  readonly others: number
  /** One text for each refused part. */
  readonly told: readonly string[]
}): string {
  const refused = told.length
  const more = refused - MOST_NAMED
  return [
    `${refused} of ${refused + others} ${parts} ${refused === 1 ? 'was refused and stays' : 'were refused and stay'} as before.`,
    ...(others === 0 ? [] : [`The other ${others === 1 ? 'one is' : `${others} are`} ${done}.`]),
    ...told.slice(0, MOST_NAMED),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join(' ')
}
