import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Logger } from '@cloudact/core/ports/logger'
import { startAnthropicSimulator } from '@cloudact/simulators/anthropic/server'
import { writeSampleCur } from '@cloudact/simulators/aws/write-sample-cur'
import { startOpenAiSimulator } from '@cloudact/simulators/openai/server'
import { DEMO_ORG, type DemoState, newDemoState, readDemoState, writeDemoState } from './demo-state.ts'
import { DEMO_MONTHS, loadDemo } from './load-demo.ts'

const SAMPLE_SEED = 7
const BILL_PREFIX = 'northwind'
/** A vendor's limit is not a simulator's: the first start need not wait for it. */
const SIMULATOR_LIMIT = { requests_per_minute: 60_000 }

export type DemoPhase = 'loading' | 'ready' | 'off'

/** The demo organization of this data folder, with the simulators it talks to. */
export type Demo = {
  readonly phase: () => DemoPhase
  readonly sign: { readonly email: string; readonly password: string }
  /** Folder of the sample bills, to be allowed as an import folder. */
  readonly billFolder: string
  readonly catalogFor: (org: OrgSlug) => Catalog
  /** Loads what is not loaded yet, through the API; what the first dashboard does not need, once `webReady`. */
  load(apiUrl: string, log: Logger, webReady: Promise<unknown>): Promise<void>
  close(): Promise<void>
}

export type OpenDemo = {
  readonly dataFolder: string
  readonly email: string
  readonly catalog: Catalog
  /** Whether this data folder has never held an organization. */
  readonly empty: boolean
  readonly now: number
}

async function demoStateFor({ dataFolder, empty, now }: OpenDemo): Promise<DemoState | undefined> {
  const known = await readDemoState(dataFolder)
  if (known !== undefined || !empty) return known
  const fresh = newDemoState(formatDay(now))
  await writeDemoState(dataFolder, fresh)
  return fresh
}

function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** The catalog as the demo organization sees it: its GenAI vendors are simulators. */
function withSimulators(catalog: Catalog, urls: Readonly<Record<string, string>>): Catalog {
  const providers = new Map(catalog.providers)
  for (const [key, url] of Object.entries(urls)) {
    const provider = providers.get(key)
    if (!provider)
      throw new AppError('config_invalid', `The demo needs the provider "${key}", which an overlay removed.`)
    providers.set(key, { ...provider, api_base_url: url, rate_limit: SIMULATOR_LIMIT })
  }
  return { ...catalog, providers }
}

/** Opens the demo of a data folder: an old one goes on, an empty folder gets one, any other has none. */
export async function openDemo(options: OpenDemo): Promise<Demo | undefined> {
  const state = await demoStateFor(options)
  if (state === undefined) return undefined
  const openai = await startOpenAiSimulator({ adminKeys: [state.openAiKey] })
  const anthropic = await startAnthropicSimulator({ adminKeys: [state.anthropicKey] })
  const demoCatalog = withSimulators(options.catalog, { openai: openai.url, anthropic: anthropic.url })
  const billFolder = path.join(options.dataFolder, 'demo/aws-bill')
  let phase: DemoPhase = state.loaded ? 'ready' : 'loading'
  return {
    phase: () => phase,
    sign: { email: options.email, password: state.password },
    billFolder,
    catalogFor: (org) => (org === DEMO_ORG ? demoCatalog : options.catalog),
    async load(apiUrl, log, webReady) {
      if (phase === 'ready') return
      await mkdir(billFolder, { recursive: true })
      await writeSampleCur(
        { folder: billFolder },
        { months: DEMO_MONTHS, seed: SAMPLE_SEED, now: dayStart(state.day), prefix: BILL_PREFIX },
      )
      await loadDemo({ apiUrl, state, billFolder: path.join(billFolder, BILL_PREFIX), log, webReady })
      await writeDemoState(options.dataFolder, { ...state, loaded: true })
      phase = 'ready'
    },
    async close() {
      await Promise.all([openai.close(), anthropic.close()])
    },
  }
}
