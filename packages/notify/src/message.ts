export type Priority = 'low' | 'medium' | 'high' | 'critical'

/** A label and a value of a message, both plain text. */
export type Fact = { readonly label: string; readonly value: string }

/** What is sent, in no medium's own form: all of it is plain text and escaped by the medium. */
export type Message = {
  /** The same for every attempt, so that a receiver can drop a repetition. */
  readonly id: string
  /** `run_failed`, `run_completed`, … */
  readonly type: string
  readonly priority: Priority
  /** One line. */
  readonly subject: string
  readonly summary: string
  readonly facts: readonly Fact[]
  readonly link?: { readonly label: string; readonly url: string }
  /** For programs: goes to webhooks as it is. */
  readonly data: Readonly<Record<string, unknown>>
}
