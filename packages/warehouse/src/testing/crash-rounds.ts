import { spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Database } from '@cloudact/core/ports/sql'
import { CrashLedger, type StoredHalf } from './crash-ledger.ts'
import { serveDatabase } from './remote-database.ts'

type Message = {
  stored?: StoredHalf[]
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

const LONGEST_DELAY_MS = 120

/**
 * Kills a loading process at random points, again and again on the same folder, and checks after each restart that
 * every acknowledged slice is there whole, once, and together with its pair. Then collects orphans. With a database the
 * control plane survives the kills, as Postgres does; without, the process has its own PGlite and both die.
 * The kill comes while a load is under way, after 0, 1 and 2 acknowledged ones in turn: three rounds acknowledge at
 * least three loads, however slow the machine.
 */
export async function crashRounds(rounds: number, database?: Database): Promise<CrashReport> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-crash-'))
  const ledger = new CrashLedger()
  const see = (message: Message): void => {
    if (message.stored !== undefined) ledger.read(message.stored)
    if (message.failed !== undefined) ledger.fail(`a query failed: ${message.failed}`)
    if (message.begun !== undefined) ledger.begin(message.begun)
    if (message.acknowledged !== undefined) ledger.acknowledge(message.acknowledged)
  }
  try {
    for (let round = 0; round < rounds; round += 1) {
      await killOnce(database, folder, { first: ledger.next, spared: round % 3 }, see)
    }
    let end: Message = {}
    await run(database, [folder, String(ledger.next), 'collect'], (message) => {
      end = message
      see(message)
    })
    const { count: acknowledged, faults } = ledger
    return { rounds, acknowledged, faults, orphans: (end.found ?? -1) - (end.named ?? 0) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function killOnce(
  database: Database | undefined,
  folder: string,
  { first, spared }: { first: number; spared: number },
  see: (message: Message) => void,
): Promise<void> {
  // Loads take longer on a busy machine, so the moment is counted in acknowledgements first.
  let left = spared
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
