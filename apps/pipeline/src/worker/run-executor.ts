import { join } from 'node:path'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { AppError } from '@cloudact/core/errors'
import { executeRun, type RunPlan, type RunPorts } from '@cloudact/engine/execute-run'
import { createHttpClient } from '@cloudact/engine/http/create-http-client'
import { RateLimiter } from '@cloudact/engine/http/rate-limiter'
import { removeKeptFolder } from '@cloudact/engine/kept-folder'
import type { ProcessorRegistry } from '@cloudact/engine/processor-registry'
import type { RunOutcome } from '@cloudact/engine/run-events'
import { openStep } from '@cloudact/engine/step-context'
import type { Services } from '@cloudact/engine/services'
import { systemTimers } from '@cloudact/engine/timers'
import { countOwnedRows } from '@cloudact/store/runs/own-run'
import type { RunRow } from '@cloudact/store/runs/run-row'
import { readCompletedSteps, type StoredStep } from '@cloudact/store/runs/step-logs'
import type { PipelineDependencies } from '../dependencies.ts'
import { openCredentialSource } from './credential-source.ts'
import type { RunLogWriter } from './run-log-writer.ts'

export type RunExecutorPorts = PipelineDependencies & {
  readonly registry: ProcessorRegistry
  readonly services: Services
}

/** Executes a claimed run with the engine over this deployment's control plane, warehouse and keys. */
export type RunExecutor = (
  run: RunRow,
  org: OrgSlug,
  log: RunLogWriter,
  signal: AbortSignal,
) => Promise<RunOutcome>

export function createRunExecutor(ports: RunExecutorPorts): RunExecutor {
  const { warehouse, clock, config } = ports
  const limiter = new RateLimiter(systemTimers)
  const credentials = openCredentialSource(ports)
  const timers = { ...systemTimers, now: () => clock.now() }

  return async (run, org, runLog, signal) => {
    const catalog = ports.catalogFor(org)
    const pipeline = catalog.pipelines.get(run.pipeline_path)
    if (pipeline === undefined) {
      throw new AppError(
        'config_invalid',
        `The pipeline ${run.pipeline_path} is no longer part of the configuration.`,
      )
    }
    const runId = run.pipeline_logging_id
    const log = ports.log.child({ org_slug: org, run_id: runId, pipeline: run.pipeline_path })
    const http = createHttpClient({ org, catalog, limiter, timers, log, random: Math.random })
    const stepPorts = {
      catalog,
      warehouse: warehouse.forOrg(org),
      http,
      credentials,
      services: ports.services,
      log,
      clock,
      scratchFolder: join(config.scratchFolder, org),
      onCommit: (tx: Parameters<typeof countOwnedRows>[0], _: unknown, written: { readonly rows: number }) =>
        countOwnedRows(tx, runId, ports.instanceId, written.rows),
    }
    const plan: RunPlan = {
      identity: {
        org,
        runId,
        pipelineId: run.pipeline_id,
        pipelinePath: run.pipeline_path,
        range: { start: run.start_date, end: run.end_date },
        startedAt: run.start_time.toISOString(),
      },
      pipeline,
      ...(run.credential_id === '' ? {} : { credentialId: run.credential_id }),
      parameters: textsOf(run.parameters ?? {}),
      completed: await readEarlierSteps(ports.database.forOrg(org), run),
    }
    const runPorts: RunPorts = {
      catalog,
      registry: ports.registry,
      log: runLog,
      openStep: (details) => openStep(stepPorts, details),
      timers,
      random: Math.random,
      environment: config.environment,
      projectId: config.projectId,
      forget: (id) => removeKeptFolder(stepPorts.scratchFolder, id),
    }
    return executeRun(plan, runPorts, signal)
  }
}

/** Steps read parameters as text. */
function textsOf(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** Steps that need not be done again: of the run this one retries, and of this one before a crash. */
async function readEarlierSteps(database: Database, run: RunRow): Promise<Map<string, StoredStep>> {
  const earlier =
    run.resumed_from === null
      ? new Map<string, StoredStep>()
      : await readCompletedSteps(database, run.resumed_from)
  const own = await readCompletedSteps(database, run.pipeline_logging_id)
  return new Map([...earlier, ...own])
}
