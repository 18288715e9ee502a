import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { presentOf } from '../vendor/present.ts'
import {
  apiKeysPage,
  costsPage,
  modelsPage,
  organizationAnswer,
  type PageOptions,
  usagePage,
  workspacesPage,
} from './answers.ts'
import { ApiError, refusalBody, refusalMessage } from './api-error.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { ORGANIZATION, type Workload } from './organization.ts'
import { parseReportQuery, type Report } from './query.ts'
import { WORKLOADS } from './workloads.ts'

export type AnthropicSimulatorOptions = PageOptions & {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly host?: string
  /** Keys that may read the reports. */
  readonly adminKeys: readonly string[]
  /** Admin keys that lack the permission: 403. */
  readonly limitedKeys?: readonly string[]
  /** Keys that run models: they list models, and the reports answer them with 401. */
  readonly modelKeys?: readonly string[]
  /** Same seed, same data. */
  readonly seed?: string
  /** Milliseconds of the vendor's present, or a function of it. Nothing is reported after it. */
  readonly now?: number | (() => number)
  /** Days of history; default 400. */
  readonly days?: number
  /** Multiplies the volume; default 1. */
  readonly scale?: number
  /** Hours that the bill lags behind usage; default 2. */
  readonly costLagHours?: number
  /** Answers 404 to the organization and leaves out its header. */
  readonly nameless?: boolean
  /** Refuses to group by person and speed. */
  readonly refuseFinest?: boolean
  readonly workloads?: readonly Workload[]
  readonly faults?: readonly Fault[]
}

export type AnthropicSimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    clearFaults(): void
    setNow(milliseconds: number): void
    /** Multiplies a day's usage and costs from now on. */
    restate(day: string, factor: number): void
    /** What the vendor bills, without the detour over HTTP. */
    readonly ledger: Ledger
    /** Every request answered so far. */
    readonly requests: readonly SeenRequest[]
  }
}

const DEFAULT_SEED = 'harborline'
const ADMIN = '/v1/organizations'
const REPORTS: Readonly<Record<string, Report>> = {
  [`${ADMIN}/usage_report/messages`]: 'messages',
  [`${ADMIN}/cost_report`]: 'costs',
}

/** Starts a local server that speaks the admin side of the Anthropic API: usage, costs, workspaces, keys, models. */
export async function startAnthropicSimulator(
  options: AnthropicSimulatorOptions,
): Promise<AnthropicSimulator> {
  const { workloads = WORKLOADS } = options
  const present = presentOf(options.now)
  const ledger = createLedger({
    seed: options.seed ?? DEFAULT_SEED,
    scale: options.scale ?? 1,
    days: options.days ?? 400,
    now: present.now,
    costLagHours: options.costLagHours ?? 2,
    workloads,
  })

  function answer(request: IncomingMessage, url: URL): object {
    const path = url.pathname
    authorize(request, path, options)
    if (request.headers['anthropic-version'] === undefined)
      throw ApiError.invalid('anthropic-version: header is required')
    const report = REPORTS[path]
    if (report !== undefined) {
      const query = parseReportQuery(report, url.searchParams, {
        now: present.now(),
        betas: String(request.headers['anthropic-beta'] ?? ''),
        refuseFinest: options.refuseFinest ?? false,
      })
      return report === 'messages' ? usagePage(ledger, query, options) : costsPage(ledger, query, options)
    }
    if (path === `${ADMIN}/me` && !options.nameless) return organizationAnswer()
    if (path === `${ADMIN}/workspaces`) return workspacesPage()
    if (path === `${ADMIN}/api_keys`) return apiKeysPage()
    if (path === '/v1/models') return modelsPage(workloads)
    throw new ApiError(404, refusalMessage(404))
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => JSON.stringify(value),
    refusal: refusalBody,
    headers: (): Readonly<Record<string, string>> =>
      options.nameless ? {} : { 'anthropic-organization-id': ORGANIZATION.id },
  })

  return {
    url: server.origin,
    close: () => server.close(),
    control: {
      addFault: (fault) => server.faults.add(fault),
      clearFaults: () => server.faults.clear(),
      setNow: present.set,
      restate: (day, factor) => ledger.restate(day, factor),
      ledger,
      requests: server.requests,
    },
  }
}

function authorize(request: IncomingMessage, path: string, options: AnthropicSimulatorOptions): void {
  const header = request.headers['x-api-key']
  const key = typeof header === 'string' ? header : ''
  if (options.adminKeys.includes(key)) return
  const listsModels = options.modelKeys?.includes(key) || options.limitedKeys?.includes(key)
  if (listsModels && !path.startsWith(ADMIN)) return
  const status = options.limitedKeys?.includes(key) ? 403 : 401
  throw new ApiError(status, refusalMessage(status))
}
