import { z } from 'zod'
import { cronFault } from './cron.ts'

const Limit = z.number().int().positive().nullable()

/** `configs/system/plans.yml` */
export const PlanRegistry = z.strictObject({
  plans: z.record(
    z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'A plan key is upper case, such as STARTER.'),
    z.strictObject({
      display_name: z.string(),
      price_usd: z
        .string()
        .regex(/^\d+(\.\d{1,12})?$/, 'A price is a quoted decimal, such as "19".')
        .nullable(),
      daily_limit: Limit,
      monthly_limit: Limit,
      concurrent_limit: Limit,
      seat_limit: Limit,
      providers_limit: Limit,
    }),
  ),
})

/** Five-field cron in UTC, or `manual`. */
const JobSchedule = z.string().check((context) => {
  const fault = context.value === 'manual' ? undefined : cronFault(context.value)
  if (fault) context.issues.push({ code: 'custom', message: fault, input: context.value })
})

/** `configs/system/jobs.yml` */
export const JobRegistry = z.strictObject({
  jobs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'A job is named in lower case with dashes.'),
    z.strictObject({
      schedule: JobSchedule,
      description: z.string(),
      command: z
        .string()
        .regex(
          /^((GET|POST|PUT|DELETE) \/\S+|[a-z][a-z0-9-]*)$/,
          'A command is "POST /path" or the name of a built-in job.',
        ),
    }),
  ),
})

const PipelinePath = z
  .string()
  .regex(/^[a-z0-9_]+(\/[a-z0-9_]+)+$/, 'A pipeline is named by its path, such as genai/payg/openai.')

/** `configs/system/pipelines.yml` */
export const PipelineRegistry = z.strictObject({ aliases: z.record(PipelinePath, PipelinePath) })

/** `configs/system/dataset_types.yml` */
export const DatasetTypeRegistry = z.strictObject({
  dataset_types: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.strictObject({ description: z.string() })),
})
