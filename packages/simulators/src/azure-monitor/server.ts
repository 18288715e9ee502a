import type { IncomingMessage } from 'node:http'
import type { Fault } from '../vendor/faults.ts'
import { type SeenRequest, startJsonServer } from '../vendor/json-server.ts'
import { type MeteredHour, meteredHour } from '../vendor/metered-hour.ts'
import { presentOf } from '../vendor/present.ts'
import { Refusal } from '../vendor/refusal.ts'
import { AZURE_WORKLOADS, type AzureWorkload } from './workloads.ts'

export type AzureMonitorSimulatorOptions = {
  readonly port?: number
  readonly host?: string
  readonly tenantId: string
  readonly subscriptionId: string
  readonly clientSecrets: readonly string[]
  /** Applications that log in and may not read: 403. */
  readonly deniedSecrets?: readonly string[]
  readonly seed?: string
  readonly scale?: number
  readonly now?: number | (() => number)
  /** Lists name a next page at this address. */
  readonly nextLink?: string
  readonly workloads?: readonly AzureWorkload[]
  readonly faults?: readonly Fault[]
}

export type AzureMonitorSimulator = {
  readonly url: string
  close(): Promise<void>
  readonly control: {
    addFault(fault: Fault): void
    count(workload: AzureWorkload, hour: number): MeteredHour
    readonly workloads: readonly AzureWorkload[]
    readonly requests: readonly SeenRequest[]
  }
}

const HOUR = 3_600_000
const PARTS: Readonly<Record<string, 'input' | 'output'>> = {
  ProcessedPromptTokens: 'input',
  GeneratedTokens: 'output',
}

/** Starts a local server that speaks the token endpoint of Entra ID, account lists and metrics of Azure. */
export async function startAzureMonitorSimulator(
  options: AzureMonitorSimulatorOptions,
): Promise<AzureMonitorSimulator> {
  const { seed = 'harborline', scale = 1, workloads = AZURE_WORKLOADS, subscriptionId } = options
  const present = presentOf(options.now)
  const account = `/subscriptions/${subscriptionId}/resourceGroups/ai/providers/Microsoft.CognitiveServices/accounts/harborline`
  const count = (workload: AzureWorkload, hour: number) => meteredHour(workload, hour, { seed, scale })

  function answer(request: IncomingMessage, url: URL, sent: string): object {
    if (url.pathname === `/${options.tenantId}/oauth2/v2.0/token`) return token(new URLSearchParams(sent))
    const bearer = request.headers.authorization
    if (bearer !== 'Bearer token-ok' && bearer !== 'Bearer token-denied')
      throw refusal(401, 'InvalidAuthenticationToken')
    if (bearer === 'Bearer token-denied') throw refusal(403, 'AuthorizationFailed')
    if (!url.searchParams.has('api-version')) throw refusal(400, 'MissingApiVersionParameter')
    switch (url.pathname) {
      case `/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/accounts`:
        return {
          value: [
            { id: account, kind: 'OpenAI', name: 'harborline', location: 'eastus2' },
            {
              id: `${account}-speech`,
              kind: 'SpeechServices',
              name: 'harborline-speech',
              location: 'eastus2',
            },
          ],
          ...(options.nextLink !== undefined && { nextLink: options.nextLink }),
        }
      case `${account}/deployments`:
        return {
          value: workloads.flatMap(({ deployment, sku, model, version }) =>
            sku === undefined
              ? []
              : [
                  {
                    name: deployment,
                    sku: { name: sku, capacity: 1 },
                    properties: { model: { name: model, version } },
                  },
                ],
          ),
        }
      case `${account}/providers/microsoft.insights/metricDefinitions`:
        return { value: Object.keys(PARTS).map((value) => ({ name: { value } })) }
      case `${account}/providers/microsoft.insights/metrics`:
        return metrics(url.searchParams)
      default:
        throw refusal(404, 'ResourceNotFound')
    }
  }

  function token(form: URLSearchParams): object {
    const secret = form.get('client_secret') ?? ''
    const known = options.clientSecrets.includes(secret)
    if (!known && !options.deniedSecrets?.includes(secret)) {
      throw new Refusal(401, 'invalid_client', {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret provided.',
        error_codes: [7_000_215],
      })
    }
    return { token_type: 'Bearer', expires_in: 3599, access_token: known ? 'token-ok' : 'token-denied' }
  }

  function metrics(query: URLSearchParams): object {
    const [start = NaN, end = NaN] = (query.get('timespan') ?? '').split('/').map((at) => Date.parse(at))
    if (query.get('interval') !== 'PT1H' || Number.isNaN(start) || Number.isNaN(end))
      throw refusal(400, 'BadRequest')
    const top = Number(query.get('top') ?? 10)
    return {
      cost: 0,
      interval: 'PT1H',
      namespace: 'Microsoft.CognitiveServices/accounts',
      resourceregion: 'eastus2',
      value: (query.get('metricnames') ?? '').split(',').map((name) => {
        const part = PARTS[name]
        if (part === undefined) throw refusal(400, 'BadRequest')
        return {
          id: `${account}/providers/Microsoft.Insights/metrics/${name}`,
          name: { value: name },
          unit: 'Count',
          timeseries: workloads.slice(0, top).map((workload) => ({
            metadatavalues: [
              label('modeldeploymentname', workload.deployment),
              label('modelname', workload.model),
              label('modelversion', workload.version),
              label('region', workload.region),
            ],
            data: hours(start, Math.min(end, present.now())).map((hour) => ({
              timeStamp: new Date(hour).toISOString().replace('.000Z', 'Z'),
              total: count(workload, hour)[part],
            })),
          })),
        }
      }),
    }
  }

  const server = await startJsonServer({
    ...options,
    answer,
    toJson: (value) => JSON.stringify(value),
    refusal: (status) => JSON.stringify(errorBody(status === 429 ? 'TooManyRequests' : 'Failed')),
    headers: () => ({}),
    repeatPage: (value, url) => ({ ...value, nextLink: `${url.pathname}${url.search}` }),
  })
  return {
    url: server.origin,
    close: () => server.close(),
    control: { addFault: (fault) => server.faults.add(fault), count, workloads, requests: server.requests },
  }
}

function hours(start: number, end: number): number[] {
  const all: number[] = []
  for (let hour = start; hour < end; hour += HOUR) all.push(hour)
  return all
}

function label(name: string, value: string): object {
  return { name: { value: name }, value }
}

function refusal(status: number, code: string): Refusal {
  return new Refusal(status, code, errorBody(code))
}

function errorBody(code: string): object {
  return { error: { code, message: 'The request was refused.' } }
}
