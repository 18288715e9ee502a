import type { Catalog } from '@cloudact/catalog/catalog'
import type { DayRange } from '@cloudact/core/day'
import type { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Logger } from '@cloudact/core/ports/logger'
import type {
  Row,
  SliceCheck,
  SliceContent,
  SliceInfo,
  SliceWritten,
  SourceFiles,
  Statement,
} from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'
import type { z } from 'zod'
import type { HttpClient } from './http-client.ts'
import type { Services } from './services.ts'
import type { SettledStep } from './step-outcome.ts'

/** Which run of which pipeline a processor works for. */
export type RunIdentity = {
  readonly org: OrgSlug
  readonly runId: string
  /** `{org}-{pipeline path with dashes}`; goes into every row. */
  readonly pipelineId: string
  /** Path of the pipeline's file without suffix, `genai/payg/openai`. */
  readonly pipelinePath: string
  readonly stepId: string
  readonly attempt: number
  /** UTC days to work on, half-open. */
  readonly range: DayRange
  /** Instant the run was accepted, ISO 8601. Processors have no clock of their own. */
  readonly startedAt: string
  /** Named parameters of the request; only set-up and notification pipelines take any. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** A credential opened for the time of a step. Every `secrets` value is known to the log redaction. */
export type Credential = {
  readonly credentialId: string
  readonly provider: string
  readonly name: string
  readonly secrets: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, unknown>>
}

/** Something a person should know about the data: an unpriced model, a changed closed period, an unaccounted line. */
export type Finding = {
  readonly code: string
  readonly severity: 'info' | 'warning' | 'error'
  readonly message: string
  readonly table?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A slice to write: the engine adds pipeline, org and lineage. */
export type SliceWrite = {
  readonly table: string
  readonly credentialId: string
  readonly accountId: string
  readonly period: string
  /** Slices written by other pipelines' rules use this instead of the running pipeline's id (75 §6, decisions §2 "Slice"). */
  readonly pipelineId?: string
  readonly content: SliceContent
}

/**
 * All a processor may touch. It has no clock, no environment, no network and no database of its own, so a test is a
 * context and a call.
 */
export interface ProcessorContext {
  readonly run: RunIdentity
  readonly signal: AbortSignal
  readonly catalog: Catalog
  readonly log: Logger
  /** Outbound calls: SSRF guard, rate limit of the provider, 429 and 5xx with backoff. */
  readonly http: HttpClient
  /** What earlier steps returned as `output`, by step id. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Steps that ended before this one started, in the order they ended: what a notification tells about. */
  readonly settled: readonly SettledStep[]
  /** Doors only some steps need (set-up, credentials, notifications, an organization's prices); absent ones are not offered by the deployment. */
  readonly services: Services
  /** A folder for this step only, removed when it ends. */
  temporaryFolder(): Promise<string>
  /** A folder of this step that outlives failed attempts and restarts of the run; removed when the step completes. */
  keptFolder(): Promise<string>
  /**
   * Three-step resolution (seed 001): the run's own credential, else the organization's active one for the provider,
   * else `not_found` with what to set up. Audited.
   */
  credential(provider: string): Promise<Credential>
  /**
   * Stamps lineage and replaces the slices in one transaction with the step's bookkeeping. `checks` must find nothing on
   * the tables as they would be; otherwise it throws `invalid_input` and the slices stay as they were.
   */
  write(slices: readonly SliceWrite[], checks?: readonly SliceCheck[]): Promise<readonly SliceWritten[]>
  /** Removes slices of a withdrawn source. */
  withdraw(slices: readonly Omit<SliceWrite, 'content'>[]): Promise<void>
  query(statement: Statement): AsyncIterable<readonly Row[]>
  /** Reads fetched files by a SELECT, to learn what is in them before they are written. For small results. */
  readFiles(files: SourceFiles): Promise<readonly Row[]>
  slices(table: string): Promise<readonly SliceInfo[]>
  /** The zone in which the organization's reports count days, as its dataset has it. */
  timeZone(): Promise<TimeZone>
  finding(finding: Finding): void
  /** Shown live beside the step. */
  progress(message: string, rows?: number): void
}

export type StepResult = {
  readonly rows: number
  /** Handed to dependents and kept in the step log; never secrets. */
  readonly output?: Readonly<Record<string, unknown>>
  /**
   * What could not be done because of its own data (one month of several), when the rest is done. The step fails with it
   * and so does the run, but the steps after it run: what is done is worth going on with.
   */
  readonly shortfall?: AppError
}

/** One `ps_type`. The file name is the type; the default export is this. */
export interface Processor<Config extends z.ZodType = z.ZodType> {
  readonly summary: string
  /** Checked when the configuration loads, before any run. */
  readonly config: Config
  run(context: ProcessorContext, config: z.output<Config>): Promise<StepResult>
}

/** Identity at run time; at compile time it ties `run`'s config to the schema. */
export function defineProcessor<Config extends z.ZodType>(processor: Processor<Config>): Processor<Config> {
  return processor
}
