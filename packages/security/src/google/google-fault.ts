/** What went wrong with a call of a Google service, as far as it decides what to do. */
export type GoogleFaultKind =
  /** The caller may not do this. */
  | 'denied'
  /** No usable credentials, or they were refused. */
  | 'credentials'
  | 'not_found'
  /** The key or secret version is disabled or destroyed. */
  | 'not_enabled'
  /** The input was refused: an altered ciphertext, a wrong name. */
  | 'refused'
  /** Unreachable, overloaded or garbled on the way: trying again can help. */
  | 'transient'

export class GoogleFault extends Error {
  override readonly name = 'GoogleFault'
  readonly kind: GoogleFaultKind

  /** `message` is Google's own words: for the operator and the log, never for a tenant. */
  constructor(kind: GoogleFaultKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** Canonical statuses (google.rpc.Code) that mean something other than "try again". */
const KIND_BY_STATUS: Readonly<Record<string, GoogleFaultKind>> = {
  INVALID_ARGUMENT: 'refused',
  NOT_FOUND: 'not_found',
  PERMISSION_DENIED: 'denied',
  FAILED_PRECONDITION: 'not_enabled',
  UNAUTHENTICATED: 'credentials',
}

/** For an answer that is not Google's JSON: something between us and Google spoke. */
const KIND_BY_HTTP_STATUS: Readonly<Record<number, GoogleFaultKind>> = {
  400: 'refused',
  401: 'credentials',
  403: 'denied',
  404: 'not_found',
}

/** What the authentication library says before anything was sent, and how a token endpoint refuses. */
const NO_CREDENTIALS = /default credentials|invalid_grant|invalid_client|private key/i

/** Puts whatever a Google client threw over REST into a class. */
export function toGoogleFault(error: unknown): GoogleFault {
  if (error instanceof GoogleFault) return error
  const text = error instanceof Error ? error.message : String(error)
  if (NO_CREDENTIALS.test(text)) return new GoogleFault('credentials', text, error)
  const stated = statedIn(text)
  if (stated) return new GoogleFault(KIND_BY_STATUS[stated.status] ?? 'transient', stated.message, error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const kind = typeof code === 'number' ? KIND_BY_HTTP_STATUS[code] : undefined
  return new GoogleFault(kind ?? 'transient', text, error)
}

/** The client's error has the body of the answer as its message: `{"error": {"status", "message"}}`. */
function statedIn(text: string): { status: string; message: string } | undefined {
  const error = memberOf(parsed(text), 'error')
  const status = memberOf(error, 'status')
  const message = memberOf(error, 'message')
  if (typeof status !== 'string') return undefined
  return { status, message: typeof message === 'string' ? message : status }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A connection's fault, or a page of something between us and Google.
    return undefined
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
