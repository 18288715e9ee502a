import { z } from 'zod'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor } from '../../processor.ts'
import { requireService } from '../../require-service.ts'

const Config = z.strictObject({
  provider: z.string().min(1),
  /** Check the credential with the provider first, and fail when it is refused. */
  require_valid: z.boolean().default(true),
  /** Name under which later steps may ask for it; the provider unless told. */
  context_key: z.string().min(1).optional(),
})

/**
 * Selects the credential later steps of the run use and proves that it opens. What it hands on is a reference: the
 * secret stays encrypted until the step that needs it asks for it.
 */
export default defineProcessor({
  summary: 'Selects a stored credential for the following steps.',
  config: Config,

  async run(context, { provider, require_valid, context_key }) {
    const credential = await context.credential(provider)
    if (require_valid) {
      const keeper = requireService(context.services, 'credentials', 'integrations.kms_decrypt')
      const { check } = await keeper.validate(
        { org: context.run.org, provider, credentialId: credential.credentialId },
        context.signal,
      )
      if (check.status === 'INVALID') throw new AppError('credential_rejected', check.message)
    }
    return {
      rows: 0,
      output: { provider, credential_id: credential.credentialId, context_key: context_key ?? provider },
    }
  },
})
