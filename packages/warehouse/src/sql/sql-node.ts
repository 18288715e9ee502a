/** A piece of a statement in the shared subset, with the offset it starts at in the source. */
export type SqlNode =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  /** A string literal, unescaped: both dialects escape differently. */
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  /** A double-quoted identifier, unescaped. */
  | { readonly kind: 'identifier'; readonly name: string; readonly at: number }
  | { readonly kind: 'parameter'; readonly name: string; readonly at: number }
  | {
      readonly kind: 'macro'
      readonly name: string
      readonly args: readonly (readonly SqlNode[])[]
      readonly at: number
    }

/** `line 3, column 7` of an offset, for messages. */
export function positionOf(source: string, at: number): string {
  const before = source.slice(0, at).split('\n')
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}
