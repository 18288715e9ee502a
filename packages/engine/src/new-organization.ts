import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { ProcessorContext } from './processor.ts'
import type { NewOrganization } from './services.ts'

const Parameters = z.object({
  org_slug: z.string().min(1),
  company_name: z.string().min(1),
  admin_email: z.email(),
  subscription_plan: z.string().default('STARTER'),
  default_currency: z.string().default('USD'),
  default_timezone: z.string().default('UTC'),
})

/** The organization a set-up run is asked to make, from the run's parameters. Throws `invalid_input` naming what is missing. */
export function newOrganization(context: ProcessorContext): NewOrganization {
  const parsed = Parameters.safeParse(context.run.parameters ?? {})
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError(
    'invalid_input',
    `The run needs parameters: ${faults.map(({ path, message }) => `${path} (${message})`).join(', ')}.`,
    { faults },
  )
}
