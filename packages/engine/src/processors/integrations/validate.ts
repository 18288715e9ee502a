import { z } from 'zod'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor } from '../../processor.ts'
import { requireService } from '../../require-service.ts'

const Config = z.strictObject({
  provider: z.string().min(1),
  /** This credential; the run's or the active one unless told. */
  credential_id: z.string().min(1).optional(),
  /** Checks that must pass although the provider's registry entry calls them optional. */
  required_checks: z.array(z.string()).default([]),
})

/** Calls the provider with a stored credential and records whether it still works. `integrations.validate_openai` and the like. */
export default defineProcessor({
  summary: 'Checks a stored credential with its provider.',
  config: Config,

  async run(context, { provider, credential_id, required_checks }) {
    const keeper = requireService(context.services, 'credentials', 'integrations.validate')
    const result = await keeper.validate(
      { org: context.run.org, provider, credentialId: credential_id },
      context.signal,
    )
    const { status, message, checks } = result.check
    const missing = required_checks.filter((name) => !checks.some((check) => check.name === name && check.ok))
    if (status === 'INVALID') throw new AppError('credential_rejected', message)
    if (missing.length > 0)
      throw new AppError(
        'credential_rejected',
        `The credential works, but these checks failed: ${missing.join(', ')}.`,
      )
    if (status === 'PARTIAL_VALID')
      context.finding({ code: 'credential_partially_valid', severity: 'warning', message })
    return {
      rows: 0,
      output: { provider, credential_id: result.credentialId, validation_status: status, message },
    }
  },
})
