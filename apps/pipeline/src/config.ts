import type { HttpConfig } from '@cloudact/http/http-config'

export type PipelineConfig = {
  readonly http: HttpConfig
  /** Runs at a time in this process. */
  readonly concurrency: number
  /** How long running steps may go on after a shutdown was asked for. */
  readonly shutdownGraceSeconds: number
  /** `true` when no other process works on this database: unfinished runs found at start are taken over at once. */
  readonly soleOwner: boolean
  /** Whether this process starts pipelines on schedule. */
  readonly scheduler: boolean
  /** Folders whose files are step types. */
  readonly processorFolders: readonly string[]
  /** Folder for what steps keep on disk while they run. */
  readonly scratchFolder: string
  /** Dataset suffix: `prod`, `stage`, `local`. */
  readonly environment: string
  /** Google Cloud project of a BigQuery warehouse; `local` for the lake. */
  readonly projectId: string
  /** Where people reach the web application; links in notifications point there. */
  readonly publicUrl: string | undefined
  readonly otlpEndpoint: string | undefined
}
