import createClient from 'openapi-fetch'
import { apiErrorFrom, ApiError } from './api-error.ts'
import type { paths } from './generated.ts'

/** Same origin: the session cookie travels by itself and the API stays out of the browser's reach. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })

type Call<Data> = Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>

/** The answer, or an ApiError; what every query and mutation passes its call through. */
export async function answer<Data>(call: Call<Data>): Promise<Data> {
  const result = await settled(call)
  if (result.data === undefined) throw apiErrorFrom(result.error, result.response)
  return result.data
}

/** For calls that succeed without saying anything (204). */
export async function done(call: Call<unknown>): Promise<void> {
  await settled(call)
}

async function settled<Data>(call: Call<Data>): Promise<Awaited<Call<Data>>> {
  const result = await call.catch((cause: unknown) => {
    throw new ApiError('The API service is not reachable. Check that it runs, then try again.', {
      status: 0,
      code: cause instanceof DOMException && cause.name === 'AbortError' ? 'cancelled' : 'unreachable',
    })
  })
  if (!result.response.ok) throw apiErrorFrom(result.error, result.response)
  return result
}
