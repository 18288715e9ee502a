import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@cloudact/core/ports/logger'
import type pg from 'pg'

type Listener = (payload: string) => void
const RECONNECT_MILLISECONDS = [100, 500, 1_000, 5_000]

/**
 * LISTEN on a connection of its own, opened with the first channel and reopened when it is lost. A NOTIFY sent in
 * between is not seen, so after a reconnect every listener is called once with an empty payload: "look again".
 */
export class PostgresListener {
  readonly #createClient: () => pg.Client
  readonly #log: Logger | undefined
  readonly #channels = new Map<string, Set<Listener>>()
  #client: Promise<pg.Client> | undefined
  #closed = new AbortController()

  constructor(createClient: () => pg.Client, log: Logger | undefined) {
    this.#createClient = createClient
    this.#log = log
  }

  async listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const listeners = this.#channels.get(channel) ?? new Set()
    listeners.add(listener)
    this.#channels.set(channel, listeners)
    const client = await (this.#client ??= this.#connect())
    await client.query(`LISTEN ${quote(channel)}`)
    return async () => {
      listeners.delete(listener)
      if (listeners.size > 0 || this.#channels.get(channel) !== listeners) return
      this.#channels.delete(channel)
      if (this.#client !== undefined && !this.#closed.signal.aborted)
        await (await this.#client).query(`UNLISTEN ${quote(channel)}`)
    }
  }

  async close(): Promise<void> {
    this.#closed.abort()
    const client = this.#client
    this.#client = undefined
    if (client !== undefined)
      await client.then(
        (open) => open.end(),
        () => undefined,
      )
  }

  async #connect(): Promise<pg.Client> {
    const client = this.#createClient()
    client.on('notification', ({ channel, payload }) => {
      for (const listener of this.#channels.get(channel) ?? []) listener(payload ?? '')
    })
    client.on('error', (error) =>
      this.#log?.warn({ error: error.message }, 'The notification connection was lost'),
    )
    client.on('end', () => this.#lost())
    await client.connect()
    return client
  }

  #lost(): void {
    if (this.#closed.signal.aborted) return
    this.#client = this.#reconnect()
    // Whoever listens next sees the failure; until then nobody waits for this promise.
    this.#client.catch(() => undefined)
  }

  async #reconnect(): Promise<pg.Client> {
    for (let attempt = 0; ; attempt++) {
      const pause = RECONNECT_MILLISECONDS[Math.min(attempt, RECONNECT_MILLISECONDS.length - 1)]
      await delay(pause, undefined, { signal: this.#closed.signal })
      try {
        const client = await this.#connect()
        for (const channel of this.#channels.keys()) await client.query(`LISTEN ${quote(channel)}`)
        for (const listeners of this.#channels.values()) for (const listener of listeners) listener('')
        return client
      } catch (error) {
        this.#log?.warn(
          { error: String(error), attempt },
          'The notification connection could not be reopened yet',
        )
      }
    }
  }
}

function quote(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`
}
