import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The parts of Emscripten's file system that this file touches. */
type Stream = { readonly nfd?: number; readonly path: string }
type StreamOperations = {
  fsync?: (stream: Stream) => number
  write: (stream: Stream, ...rest: readonly unknown[]) => number
}
type Runtime = { readonly NODEFS: { readonly stream_ops: StreamOperations } }

const DATA_ROOT = '/pglite/data/'
const WAL = `${DATA_ROOT}pg_wal/`

/** How bytes reach the disk; a test counts these calls. */
export type DiskSync = {
  readonly now: (path: string) => void
  readonly later: (path: string) => Promise<void>
}

const diskSync: DiskSync = {
  now(path) {
    const file = openSync(path, 'r')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  async later(path) {
    await using file = await open(path, 'r')
    await file.sync()
  },
}

/**
 * A data folder whose commits survive a power cut.
 *
 * PGlite starts PostgreSQL with fsync off, and its file layer has no fsync at all. Here both are on. The flush of a
 * commit's WAL is only noted, and done off the event loop after the statement, so that commits which arrive together
 * share one fsync; an acknowledgement waits for `durable()`. Write-ahead order is kept: while a noted WAL flush is
 * open, nothing but WAL is written before that flush has been made up for.
 */
export class DurableFolder extends NodeFS {
  readonly #folder: string
  readonly #sync: DiskSync
  readonly #noted = new Set<string>()
  #flushing: Promise<void> | undefined
  #queued: Promise<void> | undefined

  constructor(folder: string, sync: DiskSync = diskSync) {
    super(folder)
    this.#folder = folder
    this.#sync = sync
  }

  /** PostgreSQL's start parameters with fsync on. */
  startParams(defaults: readonly string[]): string[] {
    return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const install = (runtime: unknown): void => this.#install((runtime as Runtime).NODEFS.stream_ops)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), install] } }
  }

  /** Resolves when every WAL flush noted so far is on disk. Callers that come together share one flush. */
  durable(): Promise<void> {
    if (this.#queued !== undefined) return this.#queued
    if (this.#flushing === undefined) return this.#noted.size === 0 ? Promise.resolve() : this.#flush()
    if (this.#noted.size === 0) return this.#flushing
    this.#queued = this.#flushing.then(() => {
      this.#queued = undefined
      return this.#flush()
    })
    return this.#queued
  }

  #flush(): Promise<void> {
    const paths = [...this.#noted]
    this.#noted.clear()
    this.#flushing = Promise.all(paths.map((path) => this.#sync.later(path))).then(() => {
      this.#flushing = undefined
    })
    return this.#flushing
  }

  #install(operations: StreamOperations): void {
    const write = operations.write
    operations.write = (stream, ...rest) => {
      if (!stream.path.startsWith(WAL)) this.#makeUp()
      return write(stream, ...rest)
    }
    operations.fsync = (stream) => {
      if (stream.path.startsWith(WAL)) this.#noted.add(this.#realPath(stream.path))
      else {
        this.#makeUp()
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
      }
      return 0
    }
  }

  #makeUp(): void {
    for (const path of this.#noted) this.#sync.now(path)
    this.#noted.clear()
  }

  #realPath(path: string): string {
    return join(this.#folder, path.slice(DATA_ROOT.length))
  }
}
