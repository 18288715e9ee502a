import { AppError } from '@cloudact/core/errors'

type Answer = { readonly status: number; readonly body: unknown }

/** The demo person's browser, without the browser: the same routes and the same session cookie. */
export class DemoClient {
  readonly #apiUrl: string
  #cookie = ''

  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl
  }

  /** Throws `internal` unless the answer is a success or one of `accept`. */
  async call(method: string, route: string, body?: unknown, accept: readonly number[] = []): Promise<Answer> {
    const response = await fetch(`${this.#apiUrl}${route}`, {
      method,
      headers: {
        origin: this.#apiUrl,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok && !accept.includes(response.status)) {
      throw new AppError(
        'internal',
        `The demo could not be loaded: ${method} ${route} answered ${response.status}.`,
        {
          detail: { text },
        },
      )
    }
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
    if (cookies.length > 0) this.#cookie = cookies.join('; ')
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
}
