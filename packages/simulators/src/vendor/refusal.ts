/** An answer that refuses a request, in the vendor's own shape. */
export class Refusal extends Error {
  readonly status: number
  /** JSON text. */
  readonly body: string

  constructor(status: number, message: string, body: object) {
    super(message)
    this.status = status
    this.body = JSON.stringify(body)
  }
}
