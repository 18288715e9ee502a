import type { IncomingMessage } from 'node:http'
import { costsPage, isUsageEndpoint, modelsList, projectsPage, toJson, usagePage } from './answers.ts'
import { ApiError, refusalBody } from './api-error.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { ORGANIZATION_ID, type Workload } from './organization.ts'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { presentOf } from '../vendor/present.ts'
import { WORKLOADS } from './workloads.ts'

export type OpenAiSimulatorOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly host?: string
  /** Keys that may read usage and costs. */
  readonly adminKeys: readonly string[]
  /** Keys that exist but lack the scope: 403. */
  readonly limitedKeys?: readonly string[]
  /** Same seed, same data. */
  readonly seed?: string
  /** Milliseconds of the vendor's present, or a function of it. Nothing is reported after it. */
  readonly now?: number | (() => number)
  /** Days of history; default 400. */
  readonly days?: number
  /** Multiplies the volume; default 1. */
  readonly scale?: number
  /** Hours that the bill lags behind usage; default 8. */
  readonly costLagHours?: number
  /** Leaves out the `openai-organization` header. */
  readonly nameless?: boolean
  /** Buckets of a page at most, whatever `limit` asks for. */
  readonly maxBucketsPerPage?: number
  /** Whether `/costs` accepts `group_by=api_key_id`; the live service refuses it. */
  readonly costsByApiKey?: boolean
  readonly workloads?: readonly Workload[]
  readonly faults?: readonly Fault[]
}

export type OpenAiSimulator = {
  /** Base URL with `/v1`. */
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

/** Starts a local server that speaks the admin side of the OpenAI API: usage, costs, projects, models. */
export async function startOpenAiSimulator(options: OpenAiSimulatorOptions): Promise<OpenAiSimulator> {
  const { workloads = WORKLOADS } = options
  const present = presentOf(options.now)
  const ledger = createLedger({
    seed: options.seed ?? DEFAULT_SEED,
    scale: options.scale ?? 1,
    days: options.days ?? 400,
    now: present.now,
    costLagHours: options.costLagHours ?? 8,
    workloads,
  })
  const models = [...new Set(workloads.flatMap((workload) => ('model' in workload ? [workload.model] : [])))]

  function answer(request: IncomingMessage, url: URL): object {
    authorize(request, options)
    const path = url.pathname.replace(/^\/v1/, '')
    const endpoint = path.replace(/^\/organization\/usage\//, '')
    if (path !== endpoint && isUsageEndpoint(endpoint))
      return usagePage(ledger, endpoint, url.searchParams, present.now(), options.maxBucketsPerPage)
    if (path === '/organization/costs') {
      return costsPage(ledger, url.searchParams, present.now(), options)
    }
    if (path === '/organization/projects') return projectsPage()
    if (path === '/models') return modelsList(models)
    const message = `Invalid URL (GET ${url.pathname})`
    throw new ApiError(404, { message, type: 'invalid_request_error' })
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson,
    refusal: refusalBody,
    headers: (): Readonly<Record<string, string>> =>
      options.nameless ? {} : { 'openai-organization': ORGANIZATION_ID },
  })

  return {
    url: `${server.origin}/v1`,
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

function authorize(request: IncomingMessage, options: OpenAiSimulatorOptions): void {
  const key = (request.headers.authorization ?? '').replace(/^Bearer /, '')
  if (options.adminKeys.includes(key)) return
  throw options.limitedKeys?.includes(key) ? ApiError.missingScope() : ApiError.wrongKey()
}
