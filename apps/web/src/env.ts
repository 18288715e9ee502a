/**
 * The only file of the web service that reads the environment. Server side only: nothing here reaches the browser
 * unless a page passes it on.
 */
export type WebEnvironment = {
  /** Where the API service listens; every `/api/*` request of the browser is forwarded there. */
  readonly apiBaseUrl: string
  /** Under `next dev`, whose scripts need eval. */
  readonly development: boolean
  /** Sign-in of the demo organization, offered on the sign-in page when the deployment carries one. */
  readonly demo: { readonly email: string; readonly password: string } | undefined
}

export function webEnvironment(source: NodeJS.ProcessEnv = process.env): WebEnvironment {
  const email = source['CLOUDACT_DEMO_EMAIL']
  const password = source['CLOUDACT_DEMO_PASSWORD']
  return {
    apiBaseUrl: apiBase(source['API_BASE_URL']),
    development: source.NODE_ENV === 'development',
    demo: email && password ? { email, password } : undefined,
  }
}

function apiBase(value: string | undefined): string {
  const text = value?.trim() || 'http://127.0.0.1:8000'
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(
      `API_BASE_URL is "${text}", which is not an http(s) address. Set it to where the API service listens.`,
    )
  }
  return text.replace(/\/+$/, '')
}
