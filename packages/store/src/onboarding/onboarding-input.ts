import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { parseTimeZone } from '@cloudact/core/time-zone'
import type { Limits } from '../subscriptions/subscription.ts'
import { parseCurrency } from './locale.ts'

/** Limits of a plan under its key, `STARTER`; the catalog's plans have this shape. */
export type PlanLimits = Limits & { readonly key: string }
export type Plans = ReadonlyMap<string, PlanLimits>

export type OnboardingInput = {
  readonly org: OrgSlug
  readonly companyName: string
  readonly adminEmail: string
  /** Key of a plan, in any case. */
  readonly plan: string
  readonly currency: string
  readonly timezone: string
  /** The person who becomes owner; null when the operator onboards for somebody. */
  readonly ownerUserId: string | null
  /** True: no API key is made; the operator makes one later. */
  readonly withoutKey?: boolean
}

export type CheckedInput = Omit<OnboardingInput, 'plan'> & { readonly plan: PlanLimits }

/** Resolves plan, currency and time zone. Throws `invalid_input` naming the first that does not exist. */
export function checkOnboardingInput(input: OnboardingInput, plans: Plans): CheckedInput {
  return {
    ...input,
    plan: parsePlan(input.plan, plans),
    currency: parseCurrency(input.currency),
    timezone: parseTimeZone(input.timezone),
  }
}

/** Throws `invalid_input` for a plan the deployment does not have. */
export function parsePlan(name: string, plans: Plans): PlanLimits {
  const plan = [...plans.values()].find(({ key }) => key.toLowerCase() === name.toLowerCase())
  if (plan) return plan
  const known = [...plans.values()].map(({ key }) => key).join(', ')
  throw new AppError('invalid_input', `"${name.slice(0, 40)}" is not a plan. Use one of ${known}.`)
}

/** Name of the warehouse dataset of an organization. */
export function datasetOf(org: OrgSlug): string {
  return `${org}_prod`
}
