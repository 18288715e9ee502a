import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import {
  EMULATOR_EXCEPTIONS,
  EMULATOR_FUNCTIONS,
  EMULATOR_QUERY_FAULTS,
  type EmulatedQuery,
  type Parameter,
} from './exceptions.ts'

export type EmulatorFront = {
  /** For BIGQUERY_API_ENDPOINT. */
  readonly endpoint: string
  /** Bodies of the jobs that were asked for, as the client sent them. */
  readonly jobs: readonly Job[]
  /** What the next query job whose text matches meets instead of the emulator. */
  failNext(matching: RegExp, failure: { readonly status: number; readonly reason: string }): void
  /** What dry runs of matching queries say they would read, from now on. */
  estimate(matching: RegExp, bytes: bigint): void
  /** The next query job whose text matches runs until it is cancelled; resolves with its id when it has been started. */
  holdNext(matching: RegExp): Promise<string>
  /** Ids of jobs the client cancelled. */
  readonly cancelled: readonly string[]
  close(): Promise<void>
}

export type Job = {
  configuration?: {
    dryRun?: boolean
    labels?: Record<string, string>
    query?: { query: string; queryParameters?: Parameter[]; maximumBytesBilled?: string }
    load?: Record<string, unknown>
  }
  jobReference?: { jobId?: string }
}

const QUERIES = '/bigquery/v2/projects/test/queries'
const STAGING = /\/tables\/(staging|result)_/

/**
 * A server in front of the emulator that the real client talks to: it applies the named exceptions, gives faults their
 * documented reasons and remembers what it was asked.
 */
export async function openEmulatorFront(emulator: string): Promise<EmulatorFront> {
  const jobs: Job[] = []
  const memory = new Map<string, string>()
  const finished = new Map<string, { readonly emulatorId: string; readonly resource: object }>()
  const cancelled: string[] = []
  const estimates: { readonly matching: RegExp; readonly bytes: bigint }[] = []
  const holds: { readonly matching: RegExp; readonly started: (id: string) => void }[] = []
  const running = new Map<string, object>()
  const failures: { matching: RegExp; status: number; reason: string }[] = []
  const server = createServer((request, response) => {
    forward(request, response).catch((error: unknown) => {
      send(response, 500, JSON.stringify({ error: { code: 500, message: String(error), errors: [] } }))
    })
  })

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    let path = request.url ?? '/'
    const creates = request.method === 'POST' && /\/jobs(\?|$)/.test(path)
    if (creates) {
      const job: Job = JSON.parse(body.toString('utf8'))
      jobs.push(structuredClone(job))
      const query = job.configuration?.query
      if (query !== undefined) {
        if (job.configuration?.dryRun === true) {
          // The emulator has no sizes to estimate, so a dry run is answered here.
          const bytes = estimates.findLast(({ matching }) => matching.test(query.query))?.bytes ?? 0n
          const statistics = { totalBytesProcessed: String(bytes) }
          send(response, 200, JSON.stringify({ ...job, status: { state: 'DONE' }, statistics }))
          return
        }
        const at = failures.findIndex(({ matching }) => matching.test(query.query))
        const [failure] = at < 0 ? [] : failures.splice(at, 1)
        if (failure !== undefined) {
          send(response, failure.status, fault(failure.status, failure.reason, 'as the test asked'))
          return
        }
        const id = job.jobReference?.jobId ?? ''
        const held = holds.findIndex(({ matching }) => matching.test(query.query))
        if (held >= 0) {
          const resource = { ...job, kind: 'bigquery#job', status: { state: 'RUNNING' } }
          running.set(id, resource)
          for (const hold of holds.splice(held, 1)) hold.started(id)
          send(response, 200, JSON.stringify(resource))
          return
        }
        send(response, ...(await runQueryJob(job, query)))
        return
      }
    }
    const cancels = /\/jobs\/([\w-]+)\/cancel/.exec(path)?.[1]
    if (cancels !== undefined) {
      cancelled.push(cancels)
      running.delete(cancels)
      send(response, 200, JSON.stringify({ job: {} }))
      return
    }
    const known = /\/(jobs|queries)\/([\w-]+)/.exec(path)
    const unfinished = running.get(known?.[2] ?? '')
    if (unfinished !== undefined) {
      send(response, 200, JSON.stringify(unfinished))
      return
    }
    const run = finished.get(known?.[2] ?? '')
    if (run !== undefined && request.method === 'GET') {
      if (known?.[1] === 'jobs') {
        send(response, 200, JSON.stringify(run.resource))
        return
      }
      path = path.replace(known?.[2] ?? '', run.emulatorId)
    }
    if (request.method === 'DELETE' && STAGING.test(path)) {
      // Removing a table takes the emulator a second; these are gone with it.
      send(response, 204, '')
      return
    }
    const answer = await fetch(new URL(path, emulator), {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    })
    const text = await answer.text()
    const location = answer.headers.get('location')
    // The emulator names its own address; the client must come back through here.
    if (location !== null) response.setHeader('location', location.replace(/^https?:\/\/[^/]+/, endpoint()))
    send(response, answer.status, text)
  }

  /**
   * The emulator's `jobs.insert` keeps every result as a table for ever, which slows it down a little each time, and
   * commits what a script did before it failed. Its `jobs.query` does neither, so queries go there.
   */
  async function runQueryJob(
    job: Job,
    query: NonNullable<Job['configuration']>['query'] & object,
  ): Promise<[number, string]> {
    const id = job.jobReference?.jobId ?? ''
    if (finished.has(id)) return [409, fault(409, 'duplicate', 'Already Exists')]
    const { before = [], ...applied } = emulatedQuery(query, memory)
    for (const sql of before) await runNow(emulator, sql)
    const answer = await fetch(`${emulator}${QUERIES}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...applied, useLegacySql: false, parameterMode: 'NAMED' }),
    })
    const text = await answer.text()
    if (!answer.ok) {
      const message: unknown = JSON.parse(text).error?.message
      return [
        answer.status,
        fault(
          answer.status,
          EMULATOR_QUERY_FAULTS.test(text) ? 'invalidQuery' : 'internalError',
          String(message),
        ),
      ]
    }
    const result: { jobReference?: { jobId?: string } } = JSON.parse(text)
    const resource = {
      ...job,
      kind: 'bigquery#job',
      status: { state: 'DONE' },
    }
    finished.set(id, { emulatorId: result.jobReference?.jobId ?? '', resource })
    return [200, JSON.stringify(resource)]
  }

  const endpoint = (): string => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await createEmulatorFunctions(emulator)
  return {
    endpoint: endpoint(),
    jobs,
    cancelled,
    estimate: (matching, bytes) => estimates.push({ matching, bytes }),
    holdNext: (matching) => new Promise((started) => holds.push({ matching, started })),
    failNext: (matching, failure) => failures.push({ matching, ...failure }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function emulatedQuery(
  query: { readonly query: string; readonly queryParameters?: Parameter[] },
  memory: Map<string, string>,
): EmulatedQuery {
  const start: EmulatedQuery = { query: query.query, queryParameters: query.queryParameters ?? [] }
  return EMULATOR_EXCEPTIONS.reduce((sent, exception) => exception.apply(sent, memory), start)
}

async function runNow(emulator: string, query: string): Promise<void> {
  const answer = await fetch(`${emulator}${QUERIES}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, useLegacySql: false }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the emulator refused ${query.slice(0, 60)}: ${text}`)
}

async function createEmulatorFunctions(emulator: string): Promise<void> {
  // A dataset that is there already is no fault: several test files share an emulator.
  await fetch(`${emulator}/bigquery/v2/projects/test/datasets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ datasetReference: { projectId: 'test', datasetId: 'emulator' } }),
  })
  for (const query of EMULATOR_FUNCTIONS) await runNow(emulator, query)
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const name of ['content-type', 'content-range', 'x-upload-content-type', 'authorization']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

function fault(code: number, reason: string, message: string): string {
  return JSON.stringify({ error: { code, message, errors: [{ reason, message }] } })
}

function send(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.end(text)
}
