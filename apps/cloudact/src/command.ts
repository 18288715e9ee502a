import type { Settings } from './env.ts'

/** One subcommand of the command line. Loaded when it is named, so that `--help` opens nothing. */
export type Command = {
  readonly usage: string
  readonly summary: string
  /** Resolves to the exit code. Throws AppError for anything the operator should read. */
  run(args: readonly string[], settings: Settings): Promise<number>
}
