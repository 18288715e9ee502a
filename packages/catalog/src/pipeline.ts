import { z } from 'zod'

const Identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and underscores')

export const Retry = z.strictObject({
  /** Attempts in all, the first included. */
  max_attempts: z.number().int().min(1).max(10).default(3),
  backoff_seconds: z.number().min(0).max(3600).default(5),
  exponential: z.boolean().default(true),
})

export const PipelineStep = z.strictObject({
  step_id: Identifier,
  name: z.string().optional(),
  /** Names the processor file: `genai.payg_usage` → `…/genai/payg-usage.ts`. */
  ps_type: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*(\.[a-z][a-z0-9_]*)*$/),
  config: z.record(z.string(), z.unknown()).default({}),
  /** Missing: after the previous step. `[]`: at once. */
  depends_on: z.array(Identifier).optional(),
  timeout_seconds: z.number().int().min(1).max(7200).default(600),
  retry: Retry.prefault({}),
  /** `continue`: dependents run anyway. `alert`: as continue, and the failure is notified. */
  on_failure: z.enum(['stop', 'continue', 'alert']).default('stop'),
  /** When a notification or clean-up step runs; other steps run on_success. */
  trigger: z.enum(['on_success', 'on_failure', 'on_completion', 'always']).default('on_success'),
})

/** One `<category>/…/<pipeline>.yml`. Its path is its key; its id per organization is `{org}-{path with dashes}`. */
export const Pipeline = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** Registry key of the provider; absent for pipelines that only transform. */
  provider: z.string().optional(),
  domain: z.string(),
  version: z.union([z.string(), z.number()]).transform(String),
  enabled: z.boolean().default(true),
  /** Five-field cron in UTC; absent: by hand only. */
  schedule: z.string().optional(),
  /**
   * A scheduled run for every integration of the provider an organization has; otherwise one, for the newest. Only for
   * pipelines whose integrations never report the same charges.
   */
  each_integration: z.boolean().default(false),
  /** Pipelines (by path) that must have completed for the same date before a scheduled run of this one starts. */
  after: z.array(z.string()).default([]),
  /**
   * What a pipeline under `after` must have done: `completed`, or only `ended`, for one that works with what is there and
   * must not be held up by one broken source.
   */
  after_needs: z.enum(['completed', 'ended']).default('completed'),
  timeout_minutes: z.number().int().min(1).max(1440).default(30),
  /** Operators' and set-up pipelines; not offered to tenants. */
  system: z.boolean().default(false),
  /** What a request to run it may and must say beside dates, by name. Only system pipelines take any. */
  parameters: z
    .record(Identifier, z.strictObject({ description: z.string(), required: z.boolean().default(true) }))
    .default({}),
  /** Default range when a run names no dates: this many days before today, or the current billing month and the one before. */
  default_range: z
    .union([z.strictObject({ days: z.number().int().min(1).max(400) }), z.literal('open_months')])
    .default({ days: 1 }),
  steps: z.array(PipelineStep).min(1),
})
export type Pipeline = z.output<typeof Pipeline>
export type PipelineStep = z.output<typeof PipelineStep>
