import { AppError } from '@cloudact/core/errors'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database } from '@cloudact/core/ports/sql'
import { organizationExists } from '../organizations/find-organization.ts'
import { checkOnboardingInput, type OnboardingInput, type Plans } from './onboarding-input.ts'
import { isReservedSlug } from './reserved-slugs.ts'

export type DryRunCheck = { readonly name: string; readonly passed: boolean; readonly message: string }

/** Everything that could stop an onboarding, without doing any of it. */
export async function dryRunOnboarding(
  dependencies: { readonly database: Database; readonly kms: Kms; readonly plans: Plans },
  input: OnboardingInput,
): Promise<readonly DryRunCheck[]> {
  const { database, kms, plans } = dependencies
  const taken = isReservedSlug(input.org) || (await organizationExists(database, input.org))
  return [
    {
      name: 'org_slug',
      passed: !taken,
      message: taken ? `"${input.org}" is taken or reserved.` : `"${input.org}" is free.`,
    },
    await attempt('settings', 'Plan, currency and time zone exist.', async () =>
      checkOnboardingInput(input, plans),
    ),
    await attempt('encryption', 'A value was encrypted and decrypted.', async () => {
      const context = { orgSlug: input.org, purpose: 'dry-run', subjectId: 'dry-run' }
      const { ciphertext } = await kms.encrypt(new Uint8Array([1]), context)
      await kms.decrypt(ciphertext, context)
    }),
  ]
}

async function attempt(name: string, success: string, work: () => Promise<unknown>): Promise<DryRunCheck> {
  try {
    await work()
    return { name, passed: true, message: success }
  } catch (error) {
    if (error instanceof AppError) return { name, passed: false, message: error.message }
    throw error
  }
}
