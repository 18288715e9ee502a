const REASON_BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be resolved',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the host is not reachable',
  ENETUNREACH: 'the network is not reachable',
  ECONNABORTED: 'the connection was cut',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection was cut',
  Z_BUF_ERROR: 'the connection was cut',
  HPE_INVALID_CONSTANT: 'the answer was not HTTP',
}

/** A phrase for a failed connection, safe to show. `undefined` when the error is not a network failure. */
export function networkReason(error: unknown): string | undefined {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 4;
    current = current.cause, depth += 1
  ) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : ''
    const reason = REASON_BY_CODE[code]
    if (reason) return reason
    if (code.startsWith('HPE_')) return 'the answer was not HTTP'
    if (
      code.startsWith('ERR_TLS_') ||
      code.startsWith('CERT_') ||
      code.includes('_CERT') ||
      code.startsWith('ERR_SSL_')
    ) {
      return `the TLS certificate was refused (${code})`
    }
  }
  return undefined
}
