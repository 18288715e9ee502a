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

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a setting may be used as `endpoint`: an https origin, or http on loopback. */
export function isGoogleEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))
}
