import { addDays, addMonths, type Day, type DayRange, eachMonth } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Logger } from '@cloudact/core/ports/logger'
import { DemoClient } from './demo-client.ts'
import { DEMO_COMPANY, DEMO_EMAIL, DEMO_ORG, type DemoState } from './demo-state.ts'

/** Billing months of the demo, the running one included. */
export const DEMO_MONTHS = 3
const RUN_WAIT_SECONDS = 300
/** Fewer than the rest: every day more makes the first start longer. */
const ANTHROPIC_DAYS = 28

export type LoadDemo = {
  readonly apiUrl: string
  readonly state: DemoState
  /** Folder of the sample AWS bill, below one of the import folders. */
  readonly billFolder: string
  readonly log: Logger
  /** Settles when the web application needs the processor no longer. */
  readonly webReady: Promise<unknown>
}

async function signIn(client: DemoClient, password: string): Promise<void> {
  const account = { email: DEMO_EMAIL, password }
  const created = await client.call('POST', '/api/auth/sign-up/email', { ...account, name: 'Demo' }, [422])
  if (created.status === 422) await client.call('POST', '/api/auth/sign-in/email', account)
}

async function runPipeline(
  client: DemoClient,
  pipeline: string,
  range: { start: Day; end: Day },
): Promise<void> {
  const { body } = await client.call(
    'POST',
    `/api/v1/pipelines/run/${DEMO_ORG}/${pipeline}?wait=${RUN_WAIT_SECONDS}`,
    { start_date: range.start, end_date: range.end },
  )
  const run = body as { status: string; error?: string | null }
  if (run.status !== 'COMPLETED') {
    throw new AppError(
      'internal',
      `The demo could not be loaded: ${pipeline} ended as ${run.status}. ${run.error ?? ''}`,
    )
  }
}

/**
 * Creates the demo organization and loads three months (of Anthropic four weeks) through the public routes and the real pipelines. Every call
 * may be repeated, so a start that was interrupted goes on at the next one.
 */
export async function loadDemo({ apiUrl, state, billFolder, log, webReady }: LoadDemo): Promise<void> {
  const client = new DemoClient(apiUrl)
  await signIn(client, state.password)
  await client.call(
    'POST',
    '/api/v1/organizations/onboard',
    { org_slug: DEMO_ORG, company_name: DEMO_COMPANY, admin_email: DEMO_EMAIL, subscription_plan: 'scale' },
    [409],
  )
  const integrations = `/api/v1/integrations/${DEMO_ORG}`
  await client.call('POST', `${integrations}/openai/setup`, {
    credential: { api_key: state.openAiKey },
    credential_name: 'Simulated OpenAI organization',
  })
  await client.call('POST', `${integrations}/anthropic/setup`, {
    credential: { api_key: state.anthropicKey },
    credential_name: 'Simulated Anthropic organization',
  })
  await client.call('POST', `${integrations}/aws/setup`, {
    credential: {},
    credential_name: 'Sample AWS bill',
    metadata: { source: 'path', path: billFolder },
  })
  const start = addMonths(state.day, 1 - DEMO_MONTHS)
  log.info({ org: DEMO_ORG, start }, 'loading the demo organization')
  await runPipeline(client, 'cloud/aws/cost/billing', { start, end: addDays(state.day, 1) })
  // The bill is enough for a first dashboard, and whoever waits for it waits for the web application's build.
  await webReady.catch(() => undefined)
  await Promise.all([
    loadMonths(client, 'genai/payg/openai', { start, end: state.day }),
    loadMonths(client, 'genai/payg/anthropic', {
      start: addDays(state.day, -ANTHROPIC_DAYS),
      end: state.day,
    }),
  ])
}

async function loadMonths(client: DemoClient, pipeline: string, range: DayRange): Promise<void> {
  for (const month of eachMonth(range)) {
    const start = month < range.start ? range.start : month
    const end = addMonths(month, 1)
    await runPipeline(client, pipeline, { start, end: end < range.end ? end : range.end })
  }
}
