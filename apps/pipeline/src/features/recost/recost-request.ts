import { requireProvider } from '@cloudact/catalog/find-provider'
import { daysBetween, type DayRange, formatDay, parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { CredentialRow } from '@cloudact/store/credentials/credential-row'
import { listCredentials } from '@cloudact/store/credentials/list-credentials'
import { z } from 'zod'
import type { PipelineContext } from '../../context.ts'

const LONGEST_RANGE = 400
const DayText = z.string().max(10).meta({ format: 'date', example: '2026-01-31' })

export const RecostParams = z.object({ org_slug: z.string() })

export const RecostBody = z
  .strictObject({
    provider: z.string().max(60).meta({ example: 'openai' }),
    start_date: DayText.describe('First UTC day.'),
    end_date: DayText.describe('First UTC day after the period.'),
  })
  .meta({ id: 'RecostRequest' })

export type RecostTask = {
  readonly provider: string
  /** Pipeline that prices stored usage of the provider anew. */
  readonly pipelinePath: string
  readonly range: DayRange
  /** Integrations whose usage can be priced: their settings say the discount. */
  readonly credentials: readonly CredentialRow[]
  /** Integrations that were removed and have usage in the period; it stays as it is. */
  readonly leftOut: readonly string[]
}

/**
 * Checks a request and finds the integrations with stored usage in its period. Throws `not_found` for a provider whose
 * usage is not priced here, `invalid_input` for an impossible period.
 */
export async function recostTask(
  context: PipelineContext,
  org: OrgSlug,
  body: z.output<typeof RecostBody>,
): Promise<RecostTask> {
  const catalog = context.catalogFor(org)
  const { key: provider } = requireProvider(catalog, body.provider)
  const pipelinePath = `genai/payg/cost_only/${provider}`
  if (!catalog.pipelines.has(pipelinePath)) {
    throw new AppError(
      'not_found',
      `Usage of ${provider} is not priced from a price list, so there is nothing to price anew.`,
    )
  }
  const range = { start: parseDay(body.start_date), end: parseDay(body.end_date) }
  const days = daysBetween(range.start, range.end)
  if (days <= 0) {
    throw new AppError(
      'invalid_input',
      `end_date ${range.end} must be after start_date ${range.start}: it is the first day after the period.`,
    )
  }
  if (days > LONGEST_RANGE)
    throw new AppError(
      'invalid_input',
      `The period is longer than ${LONGEST_RANGE} days. Ask for a part of it.`,
    )
  if (range.start > formatDay(context.clock.now()))
    throw new AppError('invalid_input', `The period begins on ${range.start}, which is in the future.`)
  const slices = await context.warehouse.forOrg(org).slices('genai_payg_usage_raw')
  const usage = `${org}-genai-payg-${provider}`
  const used = new Set(
    slices
      .filter(({ pipelineId, period }) => pipelineId === usage && period >= range.start && period < range.end)
      .map((slice) => slice.credentialId),
  )
  const active = await listCredentials(context.database, org)
  const credentials = active.filter((row) => row.provider === provider && used.has(row.credential_id))
  const leftOut = [...used].filter((id) => !credentials.some((row) => row.credential_id === id)).toSorted()
  return { provider, pipelinePath, range, credentials, leftOut }
}
