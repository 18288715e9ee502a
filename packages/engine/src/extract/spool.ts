import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Row } from '@cloudact/core/ports/warehouse'
import { z } from 'zod'
import type { Position } from './paginate.ts'

const PositionState = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('start') }),
  z.strictObject({ at: z.literal('token'), token: z.string() }),
  z.strictObject({ at: z.literal('number'), number: z.number() }),
  z.strictObject({ at: z.literal('url'), url: z.string() }),
])

const State = z.strictObject({
  fingerprint: z.string(),
  /** Rounds fetched to their end. */
  done: z.array(z.string()),
  /** The round under way. */
  round: z.string().nullable(),
  position: PositionState,
  pages: z.number(),
  rows: z.number(),
  /** Bytes of each period's file that belong to whole pages. */
  bytes: z.record(z.string(), z.number()),
})
type State = z.output<typeof State>

/**
 * Rows fetched so far, one file per slice period, with the position to go on from. A failure loses nothing that a page
 * had delivered: the next attempt continues there. Nothing here is visible as data until every page has come.
 */
export class Spool {
  readonly #folder: string
  #state: State

  private constructor(folder: string, state: State) {
    this.#folder = folder
    this.#state = state
  }

  /** Opens what an earlier attempt left, unless it was made for another request. */
  static async open(folder: string, request: unknown): Promise<Spool> {
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex')
    const spool = new Spool(folder, emptyState(fingerprint))
    const text = await readFile(spool.#statePath, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    })
    const state = text === undefined ? undefined : State.safeParse(parseOrNull(text)).data
    if (state?.fingerprint === fingerprint && (await spool.#intact(state))) {
      spool.#state = state
      await spool.#removeRows((period) => !Object.hasOwn(state.bytes, period))
      for (const [period, bytes] of Object.entries(state.bytes)) await truncate(spool.#path(period), bytes)
    } else {
      await spool.clear()
    }
    return spool
  }

  get rows(): number {
    return this.#state.rows
  }

  get pages(): number {
    return this.#state.pages
  }

  /** Where to go on in a round; `null` when it is complete. */
  resume(round: string): Position | null {
    if (this.#state.done.includes(round)) return null
    return this.#state.round === round ? this.#state.position : { at: 'start' }
  }

  /** Keeps one page and the position after it, `null` when the round is complete. */
  async add(
    round: string,
    rowsByPeriod: ReadonlyMap<string, readonly Row[]>,
    next: Position | null,
  ): Promise<void> {
    const bytes = { ...this.#state.bytes }
    let rows = 0
    for (const [period, list] of rowsByPeriod) {
      const text = list.map((row) => `${JSON.stringify(row)}\n`).join('')
      await appendFile(this.#path(period), text)
      bytes[period] = (bytes[period] ?? 0) + Buffer.byteLength(text)
      rows += list.length
    }
    await this.#save({
      ...this.#state,
      done: next ? this.#state.done : [...this.#state.done, round],
      round: next ? round : null,
      position: next ?? { at: 'start' },
      pages: this.#state.pages + 1,
      rows: this.#state.rows + rows,
      bytes,
    })
  }

  /** Forgets everything: the vendor's pages cannot be continued. */
  async clear(): Promise<void> {
    await this.#removeRows(() => true)
    await rm(this.#statePath, { force: true })
    this.#state = emptyState(this.#state.fingerprint)
  }

  /** Batches of a period's rows. With key fields, only the last row of each key. */
  async *batches(period: string, size: number, keyFields: readonly string[]): AsyncGenerator<readonly Row[]> {
    const last = keyFields.length > 0 ? await this.#lastOfKey(period, keyFields) : undefined
    let batch: Row[] = []
    let line = 0
    for await (const row of this.#read(period)) {
      const kept = last === undefined || last.get(keyOf(row, keyFields)) === line
      line += 1
      if (!kept) continue
      batch.push(row)
      if (batch.length < size) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  }

  async #lastOfKey(period: string, keyFields: readonly string[]): Promise<Map<string, number>> {
    const last = new Map<string, number>()
    let line = 0
    for await (const row of this.#read(period)) {
      last.set(keyOf(row, keyFields), line)
      line += 1
    }
    return last
  }

  async *#read(period: string): AsyncGenerator<Row> {
    const bytes = this.#state.bytes[period] ?? 0
    if (bytes === 0) return
    const input = createReadStream(this.#path(period), { encoding: 'utf8', end: bytes - 1 })
    const lines = createInterface({ input, crlfDelay: Infinity })
    for await (const line of lines) {
      if (line !== '') yield parseRow(line)
    }
  }

  async #intact(state: State): Promise<boolean> {
    for (const [period, bytes] of Object.entries(state.bytes)) {
      const size = await stat(this.#path(period)).then(
        (file) => file.size,
        () => -1,
      )
      if (size < bytes) return false
    }
    return true
  }

  async #removeRows(chosen: (period: string) => boolean): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (name.endsWith('.ndjson') && chosen(name.slice(0, -'.ndjson'.length)))
        await rm(join(this.#folder, name))
    }
  }

  async #save(state: State): Promise<void> {
    await writeFile(`${this.#statePath}.new`, JSON.stringify(state))
    await rename(`${this.#statePath}.new`, this.#statePath)
    this.#state = state
  }

  get #statePath(): string {
    return join(this.#folder, 'state.json')
  }

  #path(period: string): string {
    return join(this.#folder, `${period}.ndjson`)
  }
}

function emptyState(fingerprint: string): State {
  return { fingerprint, done: [], round: null, position: { at: 'start' }, pages: 0, rows: 0, bytes: {} }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A state file cut short by a power loss is as good as none: the pages are fetched again.
    return null
  }
}

function parseRow(line: string): Row {
  // Written by this very file.
  return JSON.parse(line) as Row
}

function keyOf(row: Row, keyFields: readonly string[]): string {
  return JSON.stringify(keyFields.map((field) => row[field] ?? null))
}
