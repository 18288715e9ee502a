import { Socket } from 'node:net'
import pg from 'pg'

/** A client that can send in one packet what is asked of it in one turn of the event loop. */
export class PacketClient extends pg.Client {
  readonly #socket: Socket
  #held = false

  constructor(config?: string | pg.ClientConfig) {
    const socket = new Socket()
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), stream: () => socket })
    this.#socket = socket
  }

  /** Holds messages back until this turn ends. Waking the server for each costs more than answering a small read. */
  hold(): void {
    if (this.#held) return
    this.#held = true
    this.#socket.cork()
    setImmediate(() => {
      this.#held = false
      this.#socket.uncork()
    })
  }
}
