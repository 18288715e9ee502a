/** An object of the published model, read without trust. */
export type Node = Readonly<Record<string, unknown>>

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function node(parent: Node, key: string): Node {
  const found = parent[key]
  if (isNode(found)) return found
  throw new Error(`${key} is no object`)
}

/** The first of the keys that holds text. */
export function text(parent: Node, ...keys: readonly string[]): string {
  const found = keys.map((key) => parent[key]).find((value) => typeof value === 'string')
  if (typeof found === 'string') return found
  throw new Error(`${keys.join(' or ')} is missing in ${JSON.stringify(parent)}`)
}

export function number(parent: Node, key: string): number {
  const found = parent[key]
  if (typeof found === 'number') return found
  throw new Error(`${key} is no number in ${JSON.stringify(parent)}`)
}

export function names(parent: Node, key: string): readonly string[] {
  const found = parent[key]
  if (Array.isArray(found)) return found.map(String)
  throw new Error(`${key} is no list in ${JSON.stringify(parent)}`)
}
