import { setTimeout as delay } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'

export type FaultKind =
  /** 429; `retryAfterSeconds` absent: no Retry-After header. */
  | { readonly kind: 'rate_limit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'status'; readonly status: 400 | 401 | 403 | 500 | 502 | 503 | 529 }
  /** Answers only after this long. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Sends half of the body, then drops the connection. */
  | { readonly kind: 'cut' }
  /** A complete HTTP answer whose JSON stops in the middle. */
  | { readonly kind: 'truncated' }
  /** `has_more` with the token the caller just used. */
  | { readonly kind: 'repeated_page' }

export type Fault = FaultKind & {
  /** Part of the path it applies to, `/costs`. */
  readonly path: string
  /** Requests to spoil; default 1. */
  readonly times?: number
  /** Matching requests to let through first; default 0. */
  readonly after?: number
}

type Armed = { readonly fault: Fault; skip: number; left: number }

export type FaultQueue = {
  add(fault: Fault): void
  clear(): void
  /** The fault for a request, if one is due. */
  take(path: string): FaultKind | undefined
}

export function createFaultQueue(initial: readonly Fault[] = []): FaultQueue {
  let armed: Armed[] = []
  const add = (fault: Fault): void => {
    armed.push({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 })
  }
  initial.forEach(add)
  return {
    add,
    clear: () => {
      armed = []
    },
    take(path) {
      for (const entry of armed) {
        if (entry.left === 0 || !path.includes(entry.fault.path)) continue
        if (entry.skip > 0) {
          entry.skip -= 1
          continue
        }
        entry.left -= 1
        return entry.fault
      }
      return undefined
    },
  }
}

/** The vendor's own words for an answer it refuses: the body of a status. */
export type RefusalBody = (status: number) => string

/** Spoils the answer. Returns true when the response was finished here. */
export async function applyFault(
  fault: FaultKind,
  response: ServerResponse,
  body: () => string,
  refusal: RefusalBody,
): Promise<boolean> {
  const fail = (status: number, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(refusal(status))
    return true
  }
  switch (fault.kind) {
    case 'rate_limit': {
      const { retryAfterSeconds } = fault
      return fail(429, retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) })
    }
    case 'status':
      return fail(fault.status)
    case 'slow':
      await delay(fault.milliseconds)
      return false
    case 'cut': {
      const text = body()
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
      })
      response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy())
      return true
    }
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(body().slice(0, -20))
      return true
    case 'repeated_page':
      return false
  }
}
