import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { OrgWarehouse, Slice, SliceWritten } from '@cloudact/core/ports/warehouse'
import type { CredentialSource } from './credential-source.ts'
import type { HttpClient } from './http-client.ts'
import { openKeptFolder, removeKeptFolder } from './kept-folder.ts'
import { runStamp, sliceStamp } from './lineage-stamp.ts'
import type { Finding, ProcessorContext, RunIdentity, SliceWrite } from './processor.ts'
import { resolveCredential, type CredentialHints } from './resolve-credential.ts'
import { scrubSecrets } from './scrub-secrets.ts'
import type { Services } from './services.ts'
import type { SettledStep } from './step-outcome.ts'

/** Everything a step context is made of; the same for all steps of one organization. */
export type StepPorts = {
  readonly catalog: Catalog
  readonly warehouse: OrgWarehouse
  readonly http: HttpClient
  readonly credentials: CredentialSource
  readonly services: Services
  readonly log: Logger
  readonly clock: Clock
  /** Folder below which a step gets its temporary folder. */
  readonly scratchFolder: string
  /** Runs in the transaction that makes a slice visible. */
  readonly onCommit?: (tx: Transaction, run: RunIdentity, written: SliceWritten) => Promise<void>
}

export type StepDetails = {
  readonly run: RunIdentity
  /** Aborts when the attempt is over for whatever reason; every method of the context throws its reason afterwards. */
  readonly signal: AbortSignal
  readonly outputs: CredentialHints['outputs']
  readonly runCredentialId?: string
  readonly settled: readonly SettledStep[]
  readonly onFinding: (finding: Finding) => void
  readonly onProgress: (message: string, rows: number | undefined) => void
}

export type StepSession = {
  readonly context: ProcessorContext
  /** Removes the secrets this step opened from a text. */
  scrub(text: string): string
  /** Removes the temporary folder, and what the step kept for later attempts when it has completed. */
  close(completed: boolean): Promise<void>
}

/**
 * Opens the one object a processor works with. When the attempt's signal has aborted, nothing it does reaches the
 * warehouse any more: a processor that ignores its signal cannot write behind a run that has been declared over.
 */
export function openStep(ports: StepPorts, details: StepDetails): StepSession {
  const { run, signal } = details
  const secrets = new Set<string>()
  let folder: Promise<string> | undefined
  let kept = false

  const ensureTable = async (table: string) => {
    const schema = ports.catalog.tables.get(table)
    if (!schema) {
      throw new AppError(
        'config_invalid',
        `Step "${run.stepId}" writes to table "${table}", which has no schema in configs/schemas/org.`,
      )
    }
    await ports.warehouse.ensureTable(schema)
  }
  const sliceOf = (write: Omit<SliceWrite, 'content'>): Slice => ({
    table: write.table,
    pipelineId: write.pipelineId ?? run.pipelineId,
    credentialId: write.credentialId,
    accountId: write.accountId,
    period: write.period,
  })
  const { onCommit } = ports
  const replaceOptions = () => ({
    runId: run.runId,
    stepId: run.stepId,
    signal,
    stamp: runStamp(run, ports.clock.now()),
    ...(onCommit && { onCommit: (tx: Transaction, written: SliceWritten) => onCommit(tx, run, written) }),
  })

  const context: ProcessorContext = {
    run,
    signal,
    catalog: ports.catalog,
    log: ports.log.child({ org_slug: run.org, run_id: run.runId, step_id: run.stepId }),
    http: withSignal(ports.http, signal),
    outputs: details.outputs,
    settled: details.settled,
    services: ports.services,
    temporaryFolder() {
      signal.throwIfAborted()
      folder ??= mkdir(ports.scratchFolder, { recursive: true }).then(() =>
        mkdtemp(join(ports.scratchFolder, 'step-')),
      )
      return folder
    },
    async keptFolder() {
      signal.throwIfAborted()
      kept = true
      return openKeptFolder(ports.scratchFolder, run.runId, run.stepId)
    },
    async credential(provider) {
      signal.throwIfAborted()
      const credential = await resolveCredential(ports.credentials, run, provider, details)
      for (const secret of Object.values(credential.secrets)) secrets.add(secret)
      return credential
    },
    async write(slices, checks = []) {
      signal.throwIfAborted()
      for (const table of new Set(slices.map((slice) => slice.table))) await ensureTable(table)
      signal.throwIfAborted()
      if (slices.length === 0) return []
      return ports.warehouse.replaceSlices(
        slices.map((write) => ({
          slice: sliceOf(write),
          content: write.content,
          stamp: sliceStamp(run, write),
        })),
        { ...replaceOptions(), checks },
      )
    },
    async withdraw(slices) {
      signal.throwIfAborted()
      if (slices.length > 0) await ports.warehouse.dropSlices(slices.map(sliceOf), replaceOptions())
    },
    query(statement) {
      signal.throwIfAborted()
      return ports.warehouse.query(statement, { signal, runId: run.runId, stepId: run.stepId })
    },
    async readFiles(files) {
      signal.throwIfAborted()
      return ports.warehouse.readFiles(files, { signal })
    },
    async slices(table) {
      signal.throwIfAborted()
      return ports.warehouse.slices(table)
    },
    async timeZone() {
      signal.throwIfAborted()
      return ports.warehouse.timeZone()
    },
    finding: details.onFinding,
    progress: (message, rows) => details.onProgress(scrubSecrets(message, secrets), rows),
  }

  return {
    context,
    scrub: (text) => scrubSecrets(text, secrets),
    async close(completed) {
      if (folder) await rm(await folder, { recursive: true, force: true })
      if (completed && kept) await removeKeptFolder(ports.scratchFolder, run.runId, run.stepId)
    },
  }
}

function withSignal(http: HttpClient, signal: AbortSignal): HttpClient {
  const both = (other: AbortSignal | null | undefined) => (other ? AbortSignal.any([signal, other]) : signal)
  return {
    send: (provider, request) => http.send(provider, { ...request, signal: both(request.signal) }),
    fetchFor: (provider) => {
      const call = http.fetchFor(provider)
      return (input, init) =>
        call(input, {
          ...init,
          signal: both(init?.signal ?? (input instanceof Request ? input.signal : null)),
        })
    },
  }
}
