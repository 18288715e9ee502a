import { z } from 'zod'
import { AppError } from '@cloudact/core/errors'
import { defineProcessor } from '../../processor.ts'
import { requireService } from '../../require-service.ts'

const Config = z.strictObject({
  provider: z.string().min(1),
  credential_name: z.string().min(1).default('default'),
  skip_validation: z.boolean().default(false),
})

/**
 * Encrypts and stores a credential. The secret is not in the run: the run carries a one-time handle in its parameter
 * `credential_handle`, so neither run record, log nor queue ever holds it.
 */
export default defineProcessor({
  summary: 'Encrypts and stores a credential.',
  config: Config,

  async run(context, { provider, credential_name, skip_validation }) {
    const keeper = requireService(context.services, 'credentials', 'integrations.kms_store')
    const handle = context.run.parameters?.credential_handle
    if (handle === undefined)
      throw new AppError(
        'invalid_input',
        'The run has no parameter "credential_handle" naming the credential to store.',
      )
    const stored = await keeper.store(
      { org: context.run.org, provider, name: credential_name, handle, validate: !skip_validation },
      context.signal,
    )
    return {
      rows: 1,
      output: {
        provider,
        credential_id: stored.credentialId,
        validation_status: stored.check.status,
        message: stored.check.message,
      },
    }
  },
})
