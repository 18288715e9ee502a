import type { FastifyInstance } from 'fastify'

/** Methods that some route accepts at a concrete path; empty when no route has that path. */
export type AllowedMethods = (path: string) => string[]

/** Notes every route registered after this call. */
export function trackMethods(app: FastifyInstance): AllowedMethods {
  const patterns = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()
  app.addHook('onRoute', (route) => {
    const known = patterns.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set<string>() }
    for (const method of [route.method].flat()) known.methods.add(method)
    patterns.set(route.url, known)
  })
  return (path) => {
    const found = [...patterns.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
  }
}

/** Wildcard routes match nothing here: they answer 404 for themselves. */
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${source}$`)
}
