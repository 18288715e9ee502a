import { spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Database } from '@cloudact/core/ports/sql'
import { serveDatabase } from './remote-database.ts'

type Stored = { service: string; low: number; high: number; n: number; rollup_n: string }
type Message = {
  stored?: Stored[]
  begun?: number
  acknowledged?: number
  failed?: string
  named?: number
  found?: number
}

export type CrashReport = {
  readonly rounds: number
  readonly acknowledged: number
  /** Anything that is not as promised: a torn, doubled or lost slice, a failed query. */
  readonly faults: readonly string[]
  readonly orphans: number
}

const PAIRS = 3
const LONGEST_DELAY_MS = 120

/**
 * Kills a loading process at random points, again and again on the same folder, and checks after each restart that
 * every acknowledged slice is there whole, once, and together with its pair. Then collects orphans. With a database the
 * control plane survives the kills, as Postgres does; without, the process has its own PGlite and both die.
 */
export async function crashRounds(rounds: number, database?: Database): Promise<CrashReport> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-crash-'))
  const faults: string[] = []
  /** Per pair: the number that must be stored, or one begun later whose acknowledgement was not seen. */
  const acknowledged = new Map<number, number>()
  const begun = new Map<number, number>()
  let next = 1
  let count = 0
  const see = (message: Message): void => {
    if (message.stored !== undefined) faults.push(...check(message.stored, acknowledged, begun))
    if (message.failed !== undefined) faults.push(`a query failed: ${message.failed}`)
    if (message.begun !== undefined) {
      begun.set(message.begun % PAIRS, message.begun)
      next = message.begun + 1
    }
    if (message.acknowledged !== undefined) {
      acknowledged.set(message.acknowledged % PAIRS, message.acknowledged)
      count += 1
    }
  }
  try {
    for (let round = 0; round < rounds; round += 1) await killOnce(database, folder, next, see)
    let end: Message = {}
    await run(database, [folder, String(next), 'collect'], (message) => {
      end = message
      see(message)
    })
    return { rounds, acknowledged: count, faults, orphans: (end.found ?? -1) - (end.named ?? 0) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function check(
  stored: readonly Stored[],
  acknowledged: ReadonlyMap<number, number>,
  begun: ReadonlyMap<number, number>,
): string[] {
  const faults: string[] = []
  for (const [pair, number] of acknowledged) {
    const halves = ['a', 'b'].map((half) => stored.find(({ service }) => service === `${half}${pair}`))
    const allowed = [number, begun.get(pair)]
    for (const half of halves) {
      if (half === undefined) faults.push(`pair ${pair}: acknowledged ${number}, but a half is gone`)
      else if (half.low !== half.high)
        faults.push(`pair ${pair}: rows of ${half.low} and ${half.high} together`)
      else if (half.n !== 100 + (half.low % 17)) faults.push(`pair ${pair}: ${half.n} rows of ${half.low}`)
      else if (String(half.n) !== half.rollup_n)
        faults.push(`pair ${pair}: ${half.n} rows, rollup of ${half.rollup_n}`)
      else if (!allowed.includes(half.low))
        faults.push(`pair ${pair}: ${half.low} is stored, ${number} was acknowledged`)
    }
    if (halves[0]?.low !== halves[1]?.low) faults.push(`pair ${pair}: only one half was replaced`)
  }
  return faults
}

async function killOnce(
  database: Database | undefined,
  folder: string,
  first: number,
  see: (message: Message) => void,
): Promise<void> {
  // Loads take longer on a busy machine, so the moment is counted in acknowledgements first.
  let left = Math.floor(Math.random() * 3)
  let armed = false
  await run(database, [folder, String(first)], (message, kill) => {
    see(message)
    if (message.acknowledged !== undefined) left -= 1
    if (message.begun === undefined || left > 0 || armed) return
    armed = true
    setTimeout(kill, Math.random() * LONGEST_DELAY_MS)
  })
}

/** Resolves when the child is gone and everything it printed was seen. */
async function run(
  database: Database | undefined,
  args: readonly string[],
  see: (message: Message, kill: () => void) => void,
): Promise<void> {
  const stdio: StdioOptions =
    database === undefined ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc']
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-forever.ts'), ...args], { stdio })
  if (database !== undefined) serveDatabase(child, database)
  const gone = once(child, 'exit')
  let complaint = ''
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString()
  })
  if (child.stdout === null) throw new Error('The child has no output.')
  for await (const line of createInterface({ input: child.stdout })) {
    see(parse(line), () => child.kill('SIGKILL'))
  }
  await gone
  if (child.exitCode !== null && child.exitCode !== 0)
    throw new Error(`The loading process failed: ${complaint}`)
}

/** A line cut by the kill was not said. */
function parse(line: string): Message {
  try {
    return JSON.parse(line)
  } catch {
    return {}
  }
}
