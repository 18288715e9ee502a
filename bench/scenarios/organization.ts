import type { BenchServer } from '../server.ts'

export type RunAnswer = { readonly run_id: string; readonly status: string; readonly error?: string | null }
export type StepLog = {
  readonly step_name: string
  readonly duration_ms: number | null
  readonly rows_processed: number | null
}

/** An organization without limits that reads its AWS bill from a folder. */
export async function onboard(server: BenchServer, slug: string, billFolder?: string): Promise<void> {
  await server.call('POST', '/api/v1/organizations/onboard', {
    org_slug: slug,
    company_name: `Bench ${slug}`,
    admin_email: 'bench@example.com',
    subscription_plan: 'enterprise',
  })
  if (billFolder === undefined) return
  await server.call('POST', `/api/v1/integrations/${slug}/aws/setup`, {
    credential: {},
    credential_name: 'bench bill',
    metadata: { source: 'path', path: billFolder },
  })
}

/** Runs a pipeline to its end. Throws with the run's error when it did not complete. */
export async function runToEnd(
  server: BenchServer,
  slug: string,
  pipeline: string,
  range: { readonly start: string; readonly end: string },
): Promise<{ readonly seconds: number; readonly steps: readonly StepLog[] }> {
  const begun = performance.now()
  const run = await server.call<RunAnswer>('POST', `/api/v1/pipelines/run/${slug}/${pipeline}?wait=3600`, {
    start_date: range.start,
    end_date: range.end,
  })
  const seconds = (performance.now() - begun) / 1000
  if (run.status !== 'COMPLETED') throw new Error(`${pipeline} ended as ${run.status}: ${run.error ?? ''}`)
  const { steps } = await server.call<{ steps: StepLog[] }>(
    'GET',
    `/api/v1/pipelines/logs/${slug}/${run.run_id}/steps`,
  )
  return { seconds, steps }
}
