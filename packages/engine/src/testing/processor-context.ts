import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import type { DayRange } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import { createHttpClient } from '../http/create-http-client.ts'
import { RateLimiter } from '../http/rate-limiter.ts'
import type { Credential, Finding, Processor, ProcessorContext, StepResult } from '../processor.ts'
import { pipelineIdOf } from '../run-variables.ts'
import type { Services } from '../services.ts'
import { openStep, type StepSession } from '../step-context.ts'
import type { SettledStep } from '../step-outcome.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { TestLogger } from './test-logger.ts'

export type TestContextOptions = {
  readonly catalog: Catalog
  readonly warehouse: OrgWarehouse
  /** `acme` unless told. Must be the organization `warehouse` is bound to. */
  readonly org?: string
  readonly runId?: string
  readonly pipelinePath?: string
  readonly stepId?: string
  readonly range?: DayRange
  /** Instant the run was accepted. */
  readonly startedAt?: string
  /** Stored credentials of the organization; the first of a provider is its active one. */
  readonly credentials?: readonly Credential[]
  readonly runCredentialId?: string
  readonly outputs?: ProcessorContext['outputs']
  readonly settled?: readonly SettledStep[]
  readonly services?: Services
  readonly signal?: AbortSignal
  /** Give one to several contexts when a later attempt must find what an earlier one kept. */
  readonly scratchFolder?: string
  /** Waits of the http client: give fake timers to run through backoff at once. */
  readonly timers?: Timers
}

export type TestContext = {
  readonly context: ProcessorContext
  readonly findings: Finding[]
  readonly progress: { readonly message: string; readonly rows: number | undefined }[]
  readonly log: TestLogger
  /** Ids of credentials opened, in order. */
  readonly opened: string[]
  readonly scrub: StepSession['scrub']
  close(completed?: boolean): Promise<void>
}

/** The context a processor gets in production, over the given warehouse and a real http client. */
export function processorContext(options: TestContextOptions): TestContext {
  const org = parseOrgSlug(options.org ?? 'acme')
  const pipelinePath = options.pipelinePath ?? 'test/pipeline'
  const timers = options.timers ?? systemTimers
  const log = new TestLogger()
  const findings: Finding[] = []
  const progress: { message: string; rows: number | undefined }[] = []
  const opened: string[] = []
  const scratchFolder = options.scratchFolder ?? join(tmpdir(), `cloudact-scratch-${randomUUID()}`)
  const limiter = new RateLimiter(timers)
  const session = openStep(
    {
      catalog: options.catalog,
      warehouse: options.warehouse,
      http: createHttpClient({ org, catalog: options.catalog, limiter, timers, log, random: () => 0.5 }),
      credentials: {
        async open({ provider, credentialId }) {
          const found = options.credentials?.find(
            (credential) =>
              credential.provider === provider &&
              (credentialId === undefined || credential.credentialId === credentialId),
          )
          if (found) opened.push(found.credentialId)
          return found ?? null
        },
      },
      services: options.services ?? {},
      log,
      clock: timers,
      scratchFolder,
    },
    {
      run: {
        org,
        runId: options.runId ?? randomUUID(),
        pipelineId: pipelineIdOf(org, pipelinePath),
        pipelinePath,
        stepId: options.stepId ?? 'step',
        attempt: 1,
        range: options.range ?? { start: '2026-01-15', end: '2026-01-16' },
        startedAt: options.startedAt ?? '2026-01-16T06:00:00.000Z',
      },
      signal: options.signal ?? new AbortController().signal,
      outputs: options.outputs ?? {},
      runCredentialId: options.runCredentialId,
      settled: options.settled ?? [],
      onFinding: (finding) => findings.push(finding),
      onProgress: (message, rows) => progress.push({ message, rows }),
    },
  )
  return {
    context: session.context,
    findings,
    progress,
    log,
    opened,
    scrub: (text) => session.scrub(text),
    async close(completed = true) {
      await session.close(completed)
      if (options.scratchFolder === undefined) await rm(scratchFolder, { recursive: true, force: true })
    },
  }
}

/** Runs a processor as the engine would: its configuration is validated first, its temporary folder removed after. */
export async function runProcessor(
  processor: Processor,
  config: unknown,
  options: TestContextOptions,
): Promise<StepResult & Pick<TestContext, 'findings' | 'progress' | 'log' | 'opened'>> {
  const test = processorContext(options)
  let completed = false
  try {
    const result = await processor.run(test.context, processor.config.parse(config))
    completed = true
    return { ...result, findings: test.findings, progress: test.progress, log: test.log, opened: test.opened }
  } finally {
    await test.close(completed)
  }
}
