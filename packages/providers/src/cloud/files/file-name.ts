/** The path of a key: a URL without its query, which can hold a signature. */
export function pathOf(key: string): string {
  return URL.parse(key)?.pathname ?? key
}

/** Last part of a key, for messages and for what its name says about a file. */
export function nameOf(key: string): string {
  return (pathOf(key).split('/').at(-1) ?? '').slice(0, 200)
}
