import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { Settings } from './env.ts'

type Problem = {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

/** The root key: from the environment, else where the server stored the one it generated. */
export async function rootKeyOf(settings: Settings): Promise<string> {
  if (settings.rootKey) return settings.rootKey
  const file = path.join(settings.dataFolder, 'keys/root-api-key')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    throw new AppError(
      'unauthenticated',
      `No root key: set CA_ROOT_API_KEY, or run this where ${file} can be read.`,
      {
        cause,
      },
    )
  }
}

async function send(settings: Settings, method: string, route: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { 'x-ca-root-key': await rootKeyOf(settings) }
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(`${settings.apiUrl}${route}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new AppError(
      'provider_unavailable',
      `No server answers at ${settings.apiUrl}. Start it with "npm start", or set CLOUDACT_API_URL.`,
      { cause },
    )
  }
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({}))) as Problem
  throw new AppError(
    response.status === 404 ? 'not_found' : 'invalid_input',
    problem.detail ?? problem.title ?? `The server answered ${response.status}.`,
    { faults: problem.errors ?? [] },
  )
}

/** Calls the running server as its operator. Throws AppError with the server's own explanation. */
export async function callApi<Result>(
  settings: Settings,
  method: string,
  route: string,
  body?: unknown,
): Promise<Result> {
  const response = await send(settings, method, route, body)
  return (await response.json()) as Result
}

/** The same for a streamed answer. */
export async function streamApi(settings: Settings, route: string): Promise<ReadableStream<Uint8Array>> {
  const { body } = await send(settings, 'GET', route)
  if (body === null) throw new AppError('internal', 'The server sent no body.')
  return body
}
