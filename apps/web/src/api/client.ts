import createClient from 'openapi-fetch'
import { apiErrorFrom, ApiError } from './api-error.ts'
import type { paths } from './generated.ts'

/** Same origin: the session cookie travels by itself and the API stays out of the browser's reach. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })

/** The answer, or an ApiError; what every query and mutation passes its call through. */
export async function answer<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const result = await call.catch((cause: unknown) => {
    throw new ApiError('The API service is not reachable. Check that it runs, then try again.', {
      status: 0,
      code: cause instanceof DOMException && cause.name === 'AbortError' ? 'cancelled' : 'unreachable',
    })
  })
  if (!result.response.ok || result.data === undefined) throw apiErrorFrom(result.error, result.response)
  return result.data
}
