import { AppError } from '@cloudact/core/errors'
import type { FileStore, ListedFile } from './file-store.ts'
import { namesInManifest } from './manifest-names.ts'

export type HttpStoreOptions = {
  /** Guarded and rate-limited. */
  readonly fetch: typeof fetch
  /** Value of the Authorization header, when the server wants one. */
  readonly authorization?: string | undefined
}

const NOT_OFFERED = new Set([405, 501])

/**
 * Files behind URLs. A key is a URL; listing one gives that file, and of a manifest (`….json`) also the files it names,
 * relative to it. Throws `credential_rejected` on 401 and 403, `provider_unavailable` for every other refusal.
 */
export function openHttpStore({ fetch, authorization }: HttpStoreOptions): FileStore {
  const headers = authorization ? { authorization } : {}

  async function ask(url: string, method: 'GET' | 'HEAD', signal?: AbortSignal): Promise<Response | null> {
    const response = await fetch(url, { method, headers, ...(signal && { signal }) })
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === 404 || response.status === 410) return null
    if (method === 'HEAD' && NOT_OFFERED.has(response.status)) return response
    throw refusal(response.status, url)
  }

  async function describe(url: string, signal?: AbortSignal): Promise<ListedFile | null> {
    const response = await ask(url, 'HEAD', signal)
    if (!response) return null
    if (!response.ok) return { key: url, size: -1, tag: null }
    const { headers: given } = response
    const length = given.get('content-length')
    return {
      key: url,
      size: length === null ? -1 : Number(length),
      tag: given.get('etag') ?? given.get('last-modified'),
    }
  }

  const readText = async (url: string, signal?: AbortSignal) =>
    (await (await ask(url, 'GET', signal))?.text()) ?? null

  return {
    location: 'the web server',
    readText,
    async open(url, signal) {
      const response = await ask(url, 'GET', signal)
      if (!response?.body) return null
      const length = response.headers.get('content-length')
      return { body: response.body, length: length === null ? -1 : Number(length) }
    },
    folders: async () => [],
    async list(url, signal) {
      const own = await describe(url, signal)
      if (!own) return []
      if (!new URL(url).pathname.endsWith('.json')) return [own]
      const named = namesInManifest(await readText(url, signal)).map((name) => new URL(name, url).href)
      const parts = await Promise.all(named.map((part) => describe(part, signal)))
      return [own, ...parts.filter((part) => part !== null)]
    },
    close: () => undefined,
  }
}

function refusal(status: number, url: string): AppError {
  const { host, pathname } = new URL(url)
  return status === 401 || status === 403
    ? new AppError(
        'credential_rejected',
        `"${host}" refused to give "${pathname}" (${status}). Check the Authorization value of the integration.`,
      )
    : new AppError(
        'provider_unavailable',
        `"${host}" answered ${status} for "${pathname}". The run will try again.`,
      )
}
