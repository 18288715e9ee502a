import { closeSync, fstatSync, fsync, fsyncSync, openSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '@cloudact/core/errors'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The parts of Emscripten's file system that this file touches. */
type Stream = { readonly nfd?: number; readonly path: string }
type StreamOperations = {
  fsync?: (stream: Stream) => number
  write: (stream: Stream, buffer: unknown, offset: number, length: number, position: number) => number
}
type Runtime = {
  readonly NODEFS: { readonly stream_ops: StreamOperations }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}

const DATA_ROOT = '/pglite/data/'
const WAL = `${DATA_ROOT}pg_wal/`
/** A segment in use. New ones are prepared under another name and renamed when they are whole. */
const WAL_SEGMENT = /^[0-9A-F]{24}$/
/** WASI's number for an input or output error. */
const EIO = 29

/** How bytes reach the disk; a test watches and delays these calls. */
export type DiskSync = {
  readonly now: (file: number) => void
  readonly later: (file: number) => Promise<void>
}

const diskSync: DiskSync = { now: fsyncSync, later: promisify(fsync) }

/**
 * A data folder whose commits survive a power cut.
 *
 * PGlite starts PostgreSQL with fsync off, and its file layer has no fsync at all. Here both are on. The flush of a
 * commit's WAL is only noted, and done off the event loop after the statement, so that commits which arrive together
 * share one fsync; an acknowledgement waits for `durable()`. Write-ahead order is kept: while a noted WAL flush is
 * open, no page of a data file is overwritten and nothing else is flushed before that flush has been made up for.
 * (Growing a file only appends empty pages, which is harmless.)
 */
export class DurableFolder extends NodeFS {
  readonly #folder: string
  readonly #sync: DiskSync
  /** WAL segments with a flush to come, by path: descriptors of our own, which outlive a rename or a removal. */
  #noted = new Map<string, number>()
  /** Being flushed off the event loop. */
  #open: readonly number[] = []
  #flushing: Promise<void> | undefined
  #queued: Promise<void> | undefined
  #failure: AppError | undefined

  constructor(folder: string, sync: DiskSync = diskSync) {
    super(folder)
    this.#folder = folder
    this.#sync = sync
  }

  /** PostgreSQL's start parameters with fsync on. */
  startParams(defaults: readonly string[]): string[] {
    return [
      ...defaults.filter((parameter) => parameter !== '-F'),
      '-c',
      'fsync=on',
      '-c',
      'wal_sync_method=fsync',
    ]
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const install = (runtime: unknown): void => this.#install(runtime as Runtime)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), install] } }
  }

  /**
   * Resolves when every WAL flush noted so far is on disk. Callers that come together share one flush. Once a flush has
   * failed nothing can be promised any more, so it rejects from then on.
   */
  durable(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
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
    this.#open = [...this.#noted.values()]
    this.#noted = new Map()
    this.#flushing = Promise.all(this.#open.map((file) => this.#sync.later(file)))
      .catch((error: unknown) => {
        throw this.#fail(error)
      })
      .then(() => undefined)
      .finally(() => {
        for (const file of this.#open) closeSync(file)
        this.#open = []
        this.#flushing = undefined
      })
    return this.#flushing
  }

  #install({ NODEFS, FS }: Runtime): void {
    const operations = NODEFS.stream_ops
    const write = operations.write
    operations.write = (stream, buffer, offset, length, position) => {
      if (
        this.#isBehind() &&
        !stream.path.startsWith(WAL) &&
        overwrites(stream, position) &&
        !this.#makeUp()
      ) {
        throw new FS.ErrnoError(EIO)
      }
      return write(stream, buffer, offset, length, position)
    }
    operations.fsync = (stream) => {
      try {
        return this.#fsync(stream)
      } catch (error) {
        this.#fail(error)
        return EIO
      }
    }
  }

  #fsync(stream: Stream): number {
    if (stream.path.startsWith(WAL) && WAL_SEGMENT.test(basename(stream.path))) {
      if (!this.#noted.has(stream.path))
        this.#noted.set(stream.path, openSync(this.#realPath(stream.path), 'r+'))
      return 0
    }
    if (!this.#makeUp()) return EIO
    if (stream.nfd !== undefined) fsyncSync(stream.nfd)
    else syncFolder(this.#realPath(stream.path))
    return 0
  }

  #isBehind(): boolean {
    return this.#noted.size > 0 || this.#open.length > 0
  }

  /** Flushes at once what was to be flushed later. An exception must not pass through PostgreSQL: it would keep its locks. */
  #makeUp(): boolean {
    try {
      for (const file of this.#open) this.#sync.now(file)
      for (const file of this.#noted.values()) {
        this.#sync.now(file)
        closeSync(file)
      }
      this.#noted.clear()
      return true
    } catch (error) {
      this.#fail(error)
      return false
    }
  }

  #fail(cause: unknown): AppError {
    this.#failure ??= new AppError(
      'internal',
      'The data folder could not be written to disk. Nothing more is accepted; check the disk and restart.',
      { cause, detail: { folder: this.#folder } },
    )
    return this.#failure
  }

  #realPath(path: string): string {
    return join(this.#folder, path.slice(DATA_ROOT.length))
  }
}

/** A new or renamed file is only safe when its folder is; Windows keeps folders by itself and cannot open them. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function overwrites(stream: Stream, position: number): boolean {
  return stream.nfd === undefined || position < fstatSync(stream.nfd).size
}
