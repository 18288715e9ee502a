/** How one attempt ended. Messages are safe to store and show: no URL, no secret. */
export type Delivery =
  | { readonly ok: true; readonly reference: string | undefined; readonly rejected: readonly string[] }
  | {
      readonly ok: false
      /** Whether the same attempt may succeed later. */
      readonly retryable: boolean
      readonly message: string
      readonly retryAfterSeconds?: number
    }

export function delivered(reference?: string, rejected: readonly string[] = []): Delivery {
  return { ok: true, reference, rejected }
}

export function undelivered(message: string, retryable: boolean, retryAfterSeconds?: number): Delivery {
  return { ok: false, retryable, message, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
}
