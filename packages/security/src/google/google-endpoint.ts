/** How a Google client is told where its service is. */
export type GoogleClientOptions = {
  /** REST over HTTP/1.1: the transport our tests drive, so the one that runs. */
  readonly fallback: true
  readonly apiEndpoint?: string
  readonly port?: number
  readonly protocol?: string
  readonly apiKey?: string
}

/**
 * Options for a service at its public address, or at `endpoint` (a private one, or an emulator on loopback). An
 * `http:` endpoint is an emulator and is sent no credentials; everything else uses Application Default Credentials.
 */
export function googleClientOptions(endpoint: string | undefined): GoogleClientOptions {
  if (endpoint === undefined) return { fallback: true }
  const url = new URL(endpoint)
  const secure = url.protocol === 'https:'
  return {
    fallback: true,
    apiEndpoint: url.hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    protocol: secure ? 'https' : 'http',
    ...(!secure && { apiKey: 'emulator' }),
  }
}
