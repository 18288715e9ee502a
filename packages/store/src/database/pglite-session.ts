import { type PGlite, protocol } from '@electric-sql/pglite'
import type { SqlParameter, SqlRow } from '@cloudact/core/ports/sql'
import { toParameterTexts } from './parameters.ts'
import { decodeRows } from './pglite-rows.ts'

const { serialize } = protocol
type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages']

/** Statements kept prepared. Texts that are built with a list of names could otherwise grow without end. */
const MOST_PREPARED = 256
/** What may change the result of a prepared statement, which PostgreSQL then refuses to run. */
const CHANGES_SCHEMA = /\b(?:create|alter|drop)\b/i

/**
 * Statements on PGlite's only connection, one after the other. `PGlite.query` crosses into PostgreSQL five times for
 * each and parses and plans every one; here one message carries all of a statement, and a text seen before is prepared:
 * a quarter of the time for a look-up by key.
 */
export class PgliteSession {
  readonly #pglite: PGlite
  readonly #prepared = new Map<string, string>()
  #names = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(pglite: PGlite) {
    this.#pglite = pglite
  }

  /** Keeps the connection to itself until `work` is settled; others wait in order. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }

  /** The rows of one statement with bound parameters. The caller has the connection. */
  async query<Row extends SqlRow>(text: string, parameters: readonly SqlParameter[]): Promise<Row[]> {
    const known = this.#prepared.get(text)
    const name = known ?? `s${(this.#names += 1)}`
    const messages = [
      ...(known === undefined ? [serialize.parse({ name, text })] : []),
      serialize.bind({ statement: name, values: toParameterTexts(parameters) }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ]
    try {
      const answer = await this.#send(Buffer.concat(messages))
      if (known === undefined) this.#prepared.set(text, name)
      return decodeRows<Row>(answer, this.#pglite.parsers)
    } catch (error) {
      if (known === undefined) await this.#close([name])
      throw error
    } finally {
      if (this.#prepared.size > MOST_PREPARED || CHANGES_SCHEMA.test(text)) await this.#forget()
    }
  }

  /** The rows of any number of statements without parameters, one after the other. The caller has the connection. */
  async run<Row extends SqlRow>(text: string): Promise<Row[]> {
    try {
      return decodeRows<Row>(await this.#send(serialize.query(text)), this.#pglite.parsers)
    } finally {
      if (CHANGES_SCHEMA.test(text)) await this.#forget()
    }
  }

  /** Commits. Throws when the transaction had failed before and so was rolled back. */
  async commit(): Promise<void> {
    const answer = await this.#send(serialize.query('COMMIT'))
    if (answer.some((message) => 'text' in message && message.text === 'ROLLBACK'))
      throw new Error('The transaction was rolled back, because one of its statements had failed.')
  }

  async #send(message: Uint8Array): Promise<Messages> {
    return (await this.#pglite.execProtocol(message, { syncToFs: false })).messages
  }

  async #forget(): Promise<void> {
    const names = [...this.#prepared.values()]
    this.#prepared.clear()
    await this.#close(names)
  }

  /** Also right in a transaction that has failed, and for a name that was never prepared. */
  async #close(names: readonly string[]): Promise<void> {
    if (names.length === 0) return
    const messages = names.map((name) => serialize.close({ type: 'S', name }))
    await this.#send(Buffer.concat([...messages, serialize.sync()]))
  }
}
