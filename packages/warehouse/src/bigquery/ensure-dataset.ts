import type { BigQueryContext } from './bigquery-context.ts'
import { createRoutines } from './create-routines.ts'
import { readFailure } from './jobs/job-error.ts'
import { runQuery, withRetries, type JobRun } from './jobs/run-job.ts'

const ALREADY_EXISTS = 409

/** Creates a dataset that is not there, once per process. `routines`: with the functions rendered SQL calls. */
export async function ensureDataset(
  context: BigQueryContext,
  name: string,
  { routines, labels }: { readonly routines: boolean; readonly labels: JobRun['labels'] },
): Promise<void> {
  const key = `dataset:${name}`
  if (context.known.has(key)) return
  const run = { what: 'Creating the dataset', labels }
  const dataset = context.client.dataset(name)
  await withRetries(context, run, async () => {
    const [exists] = await dataset.exists()
    if (exists) return
    try {
      await dataset.create({ location: context.location, labels: { application: 'cloudact' } })
    } catch (error) {
      // Another process was quicker.
      if (readFailure(error)?.status !== ALREADY_EXISTS) throw error
    }
  })
  if (routines) for (const sql of createRoutines(name)) await runQuery(context, { ...run, sql })
  context.known.add(key)
}
