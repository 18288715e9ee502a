import type pg from 'pg'
import { PacketClient } from './packet-client.ts'

type Lane = { readonly client: Promise<pg.PoolClient>; open: number; broken: boolean }

/**
 * Single statements, each in a transaction of its own, on a few connections of a pool. When all of those are busy the
 * next statement is sent behind the others of the least busy one without waiting for their answers, so that a crowd of
 * small reads needs neither a connection nor a packet for each. A connection goes back when its last answer came.
 */
export class StatementLanes {
  readonly #pool: pg.Pool
  readonly #most: number
  readonly #lanes = new Set<Lane>()

  constructor(pool: pg.Pool, most: number) {
    this.#pool = pool
    this.#most = most
  }

  /** What `ask` is answered between `begin` and COMMIT. Throws what the server refused, or why it cannot be reached. */
  async run<Result>(begin: string, ask: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const lane = this.#leastBusy()
    lane.open += 1
    try {
      const client = await lane.client
      if (client instanceof PacketClient) client.hold()
      // Should the first fail, its transaction has failed with it and the server refuses the second.
      const [begun, answered, ended] = await Promise.allSettled([
        client.query(begin),
        ask(client),
        client.query('COMMIT'),
      ])
      if (ended.status === 'rejected') lane.broken = true
      if (begun.status === 'rejected') throw begun.reason
      if (answered.status === 'rejected') throw answered.reason
      if (ended.status === 'rejected') throw ended.reason
      assertCommitted(ended.value)
      return answered.value
    } finally {
      lane.open -= 1
      await this.#end(lane)
    }
  }

  #leastBusy(): Lane {
    const usable = [...this.#lanes].filter(({ broken }) => !broken)
    const least = usable.sort((a, b) => a.open - b.open)[0]
    if (least !== undefined && usable.length >= this.#most) return least
    const lane: Lane = { client: this.#pool.connect(), open: 0, broken: false }
    this.#lanes.add(lane)
    return lane
  }

  async #end(lane: Lane): Promise<void> {
    if (lane.open > 0) return
    this.#lanes.delete(lane)
    // A connection that was never made has told its callers so.
    const client = await lane.client.catch(() => undefined)
    client?.release(lane.broken)
  }
}

/** Throws when the server answered COMMIT by rolling back. */
export function assertCommitted({ command }: pg.QueryResult): void {
  if (command !== 'COMMIT')
    throw new Error('The transaction was rolled back because one of its statements had failed.')
}
